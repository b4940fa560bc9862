// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import java.util.ArrayList;
import java.util.List;

/** A table for a terminal: columns as wide as they need, numbers to the right, CJK at its width. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();
  private final int columns;

  public TextTable(String... header) {
    columns = header.length;
    rows.add(header);
  }

  public void row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          cells.length + " cells were given for " + columns + " columns.");
    }
    rows.add(cells);
  }

  public String render() {
    StringBuilder out = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        String padding = " ".repeat(width(c) - displayWidth(row[c]));
        line.append(c == 0 ? "" : GAP).append(numeric(c) ? padding + row[c] : row[c] + padding);
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> displayWidth(row[column])).max().orElse(0);
  }

  private boolean numeric(int column) {
    return rows.size() > 1
        && rows.stream()
            .skip(1)
            .map(row -> row[column])
            .allMatch(cell -> cell.isEmpty() || cell.matches("[-+.±0-9%· ,nax]*[*?]?"));
  }

  /** Columns of a terminal that the text takes: wide East Asian characters take two. */
  static int displayWidth(String text) {
    return text.codePoints().map(TextTable::displayWidth).sum();
  }

  private static int displayWidth(int codePoint) {
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
