// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import java.util.Collection;
import java.util.Comparator;

/** Guesses what a misspelt name was meant to be. */
public final class Suggestion {
  private static final int MAX_EDITS = 3;

  private Suggestion() {}

  /** A sentence such as {@code Did you mean topic?}, or the list of what is allowed. */
  public static String forName(String given, Collection<String> allowed) {
    return allowed.stream()
        .filter(name -> edits(given, name) <= Math.min(MAX_EDITS, name.length() / 2))
        .min(Comparator.comparingInt(name -> edits(given, name)))
        .map(name -> "Did you mean " + name + "?")
        .orElse("Allowed are " + String.join(", ", allowed.stream().sorted().toList()) + ".");
  }

  /** Levenshtein distance: insertions, deletions and substitutions from one name to the other. */
  private static int edits(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
