// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Expressions of the user's own, one a line: {@code expression<TAB>valence}. */
final class UserLexicon {
  private static final double MAX_VALENCE = 4;

  private UserLexicon() {}

  static Map<String, Double> read(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw UserError.failed("lexicon is '" + file + "'; it cannot be read. Give a text file.");
    }
    Map<String, Double> result = new TreeMap<>();
    int number = 0;
    for (String line : (Iterable<String>) TextFile.read(file).text().lines()::iterator) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      int tab = line.lastIndexOf('\t');
      double value = tab < 0 ? Double.NaN : number(line.substring(tab + 1));
      if (!(Math.abs(value) <= MAX_VALENCE) || line.substring(0, Math.max(0, tab)).isBlank()) {
        throw UserError.failed(
            String.format(
                Locale.ROOT,
                "%s line %d: '%s'; expression<TAB>valence from -4 to 4 is needed.",
                file,
                number,
                line));
      }
      result.put(line.substring(0, tab).strip(), value);
    }
    return result;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
