// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import java.util.Collection;
import java.util.List;

/** A name that is none of the allowed ones; the message lists them and suggests the nearest. */
public final class UnknownName extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param kind what the name should have named, such as "model"
   * @param given the unknown name
   * @param allowed at least one name
   */
  public UnknownName(String kind, String given, Collection<String> allowed) {
    super(
        "There is no "
            + kind
            + " '"
            + given
            + "'. Did you mean '"
            + nearest(given, allowed)
            + "'? Allowed: "
            + String.join(", ", allowed)
            + ".");
  }

  /**
   * Where a name stands among those allowed.
   *
   * @throws UnknownName if it is none of them
   */
  public static int position(String kind, String given, List<String> allowed) {
    int position = allowed.indexOf(given);
    if (position >= 0) {
      return position;
    }
    if (allowed.isEmpty()) {
      throw new UnknownName("There is no " + kind + " '" + given + "', and none has joined yet.");
    }
    throw new UnknownName(kind, given, allowed);
  }

  private UnknownName(String message) {
    super(message);
  }

  private static String nearest(String given, Collection<String> allowed) {
    String best = allowed.iterator().next();
    for (String candidate : allowed) {
      if (distance(given, candidate) < distance(given, best)) {
        best = candidate;
      }
    }
    return best;
  }

  /** Edit distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
