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
  private static final int LONGEST = 9;

  /** First characters of all words, since nearly every value is none. */
  private static final String STARTS =
      WORDS.stream().map(word -> word.substring(0, 1)).distinct().collect(Collectors.joining());

  private NullWords() {}

  static boolean isOne(String raw) {
    return !raw.isEmpty()
        && raw.length() <= LONGEST
        && STARTS.indexOf(raw.charAt(0)) >= 0
        && WORDS.contains(raw);
  }
}
