// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses what a misspelt name was meant to be. */
public final class Names {
  private static final int MAX_EDITS = 3;

  private Names() {}

  /** A sentence such as {@code Did you mean topic?}, or the list of what is allowed. */
  public static String suggestion(String given, Collection<String> allowed) {
    return nearest(given, allowed)
        .map(name -> "Did you mean " + name + "?")
        .orElse("Allowed are " + String.join(", ", allowed.stream().sorted().toList()) + ".");
  }

  /** The name with the fewest edits, at most three and at most half of its length. */
  public static Optional<String> nearest(String given, Collection<String> allowed) {
    return allowed.stream()
        .filter(name -> edits(given, name) <= Math.min(MAX_EDITS, name.length() / 2))
        .min(Comparator.comparingInt(name -> edits(given, name)));
  }

  private static int edits(String from, String to) {
    return LevenshteinDistance.getDefaultInstance().apply(plain(from), plain(to));
  }

  private static String plain(String name) {
    return CsvHeader.plain(name).replace("_", "");
  }
}
