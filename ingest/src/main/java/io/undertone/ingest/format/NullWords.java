// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.util.Set;
import java.util.stream.Collectors;

/** What programs write for a value that is absent; as a text they are no opinion either. */
final class NullWords {
  private static final Set<String> WORDS =
      Set.of(
          "nan",
          "NaN",
          "NAN",
          "null",
          "NULL",
          "Null",
          "None",
          "none",
          "NONE",
          "nil",
          "\\N",
          "-",
          "--",
          "N/A",
          "n/a",
          "#N/A",
          "NA",
          "<NA>",
          "NaT",
          "undefined");

  /** First characters of all words, since nearly every value is none. */
  private static final String STARTS =
      WORDS.stream().map(word -> word.substring(0, 1)).distinct().collect(Collectors.joining());

  private NullWords() {}

  /** Whether a value is one of the words, with or without space around it. */
  static boolean isOne(String raw) {
    int first = start(raw);
    return first < raw.length()
        && STARTS.indexOf(raw.charAt(first)) >= 0
        && WORDS.contains(raw.strip());
  }

  /** Where a text begins after its leading space; its length when it is blank. */
  static int start(String raw) {
    int first = 0;
    while (first < raw.length() && Character.isWhitespace(raw.charAt(first))) {
      first++;
    }
    return first;
  }
}
