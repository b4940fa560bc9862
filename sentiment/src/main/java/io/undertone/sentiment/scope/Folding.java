// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Objects;

/** One way to write what is written in many: NFKC, and traditional characters as simplified. */
final class Folding {
  private static final char FIRST = 0x3400;
  private static final char LAST = 0x9FFF;
  private static final char[] SIMPLIFIED = load();

  private Folding() {}

  private static char[] load() {
    char[] table = new char[LAST - FIRST + 1];
    for (int i = 0; i < table.length; i++) {
      table[i] = (char) (FIRST + i);
    }
    try (InputStream in = Folding.class.getResourceAsStream("simplified.txt");
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      reader.readLine();
      String traditional = Objects.requireNonNull(reader.readLine());
      String simplified = Objects.requireNonNull(reader.readLine());
      for (int i = 0; i < traditional.length(); i++) {
        table[traditional.charAt(i) - FIRST] = simplified.charAt(i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return table;
  }

  static boolean isHan(int c) {
    return c >= FIRST && c <= LAST;
  }

  static char simplified(char c) {
    return c >= FIRST && c <= LAST ? SIMPLIFIED[c - FIRST] : c;
  }

  /** NFKC where there is anything to fold; the same object for plain Chinese and ASCII. */
  static String compatible(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80 && !isHan(c) && !(c >= 0x3000 && c <= 0x3029) && c != '…') {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
      }
    }
    return text;
  }

  /** True for what a reader does not see by itself. */
  static boolean isSilent(int point) {
    if (point >= 0x1F000 && point <= 0x1FBFF) {
      // emoji, among them those younger than the platform's tables, but for skin tones
      return point >= 0x1F3FB && point <= 0x1F3FF;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      default -> false;
    };
  }
}
