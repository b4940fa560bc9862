// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;

/** Sets of scorers as one text: sorted, joined by {@value #AND}; empty where none is known. */
public final class ScorerNames {
  private static final String AND = " + ";

  private ScorerNames() {}

  /** One text for a set of names. */
  public static String join(Collection<String> names) {
    return String.join(AND, new TreeSet<>(names));
  }

  /** The names in a text that {@link #join} made. */
  public static TreeSet<String> split(String joined) {
    TreeSet<String> names = new TreeSet<>();
    if (!joined.isEmpty()) {
      names.addAll(Arrays.asList(joined.split(" \\+ ")));
    }
    return names;
  }

  /** One text for all names in several texts. */
  public static String merge(Collection<String> joined) {
    TreeSet<String> names = new TreeSet<>();
    joined.forEach(text -> names.addAll(split(text)));
    return join(names);
  }
}
