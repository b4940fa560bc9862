// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.console;

import java.util.ArrayList;
import java.util.List;

/** Sentences for a terminal: lines end between words, and wide characters count twice. */
public final class Prose {
  /** Columns of a terminal that a line may take. */
  public static final int WIDTH = 80;

  private Prose() {}

  /** The text in lines of at most {@value #WIDTH} columns, each with its end. */
  public static String wrap(String text) {
    return String.join("\n", lines(text, WIDTH)) + "\n";
  }

  /** Lines of at most so many columns; a word is cut only where it is longer than a line. */
  public static List<String> lines(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
      while (width(line.toString()) > columns) {
        int fits = fitting(line, columns);
        lines.add(line.substring(0, fits));
        line.delete(0, fits);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** Characters of a line that fit, at least one. */
  private static int fitting(CharSequence line, int columns) {
    String text = line.toString();
    int end = text.offsetByCodePoints(0, 1);
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      if (width(text.substring(0, next)) > columns) {
        return end;
      }
      end = next;
    }
    return end;
  }

  /** Columns of a terminal that the text takes: wide East Asian characters take two. */
  public static int width(String text) {
    return text.codePoints().map(Prose::width).sum();
  }

  private static int width(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        Character.isIdeographic(codePoint)
            || (codePoint >= 0x1100 && codePoint <= 0x115F)
            || (codePoint >= 0x3000 && codePoint <= 0x30FF)
            || (codePoint >= 0xAC00 && codePoint <= 0xD7A3)
            || (codePoint >= 0xFF01 && codePoint <= 0xFF60)
            || (codePoint >= 0x1F300 && codePoint <= 0x1FAFF);
    return wide ? 2 : 1;
  }
}
