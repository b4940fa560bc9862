// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table for a terminal of 80 columns: columns as wide as they need, numbers to the right, CJK at
 * its width. What does not fit beside each other is set below each other, each part with the first
 * column; a last column of prose is wrapped instead.
 */
public final class TextTable {
  private static final String GAP = "  ";

  /** Room under which prose is not wrapped. */
  private static final int LEAST_PROSE = 16;

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

  /** The table in lines of at most {@value Prose#WIDTH} columns where its cells allow it. */
  public String render() {
    int[] widths = IntStream.range(0, columns).map(this::width).toArray();
    boolean[] right = new boolean[columns];
    for (int c = 0; c < columns; c++) {
      right[c] = numeric(c);
    }
    int last = columns - 1;
    int before = Arrays.stream(widths).limit(last).map(w -> w + GAP.length()).sum();
    boolean prose =
        columns > 1
            && rows.stream().skip(1).anyMatch(row -> row[last].indexOf(' ') > 0)
            && !right[last]
            && Prose.WIDTH - before >= LEAST_PROSE;
    if (prose) {
      widths[last] = Math.min(widths[last], Math.max(longestWord(last), Prose.WIDTH - before));
    }
    String gap = gap(widths, right);
    StringBuilder out = new StringBuilder();
    for (List<Integer> part : prose ? split(columns) : parts(widths, gap)) {
      out.append(out.isEmpty() ? "" : "\n");
      rows.forEach(row -> line(out, row, part, widths, right, gap));
    }
    return out.toString();
  }

  /** One space between numbers where only that keeps them beside each other. */
  private static String gap(int[] widths, boolean[] right) {
    int bare = Arrays.stream(widths).sum();
    boolean numbers = IntStream.range(1, right.length).allMatch(c -> right[c]);
    boolean tight =
        bare + GAP.length() * (widths.length - 1) > Prose.WIDTH
            && bare + widths.length - 1 <= Prose.WIDTH;
    return numbers && tight ? " " : GAP;
  }

  /** Columns that stand beside each other, in as few and as equal parts as fit. */
  private List<List<Integer>> parts(int[] widths, String gap) {
    for (int size = columns - 1; size > 1; size--) {
      int parts = (columns - 1 + size - 1) / size;
      int each = (columns - 1 + parts - 1) / parts;
      List<List<Integer>> split = split(each);
      if (split.stream().allMatch(part -> fits(part, widths, gap))) {
        return split;
      }
    }
    return split(Math.max(1, columns > 1 ? 1 : columns));
  }

  private List<List<Integer>> split(int each) {
    List<List<Integer>> parts = new ArrayList<>();
    for (int from = 1; from < Math.max(2, columns); from += each) {
      List<Integer> part = new ArrayList<>(List.of(0));
      IntStream.range(from, Math.min(columns, from + each)).forEach(part::add);
      parts.add(part);
    }
    return parts;
  }

  private static boolean fits(List<Integer> part, int[] widths, String gap) {
    int width = part.stream().mapToInt(c -> widths[c] + gap.length()).sum() - gap.length();
    return width <= Prose.WIDTH;
  }

  private static void line(
      StringBuilder out,
      String[] row,
      List<Integer> part,
      int[] widths,
      boolean[] right,
      String gap) {
    int lastColumn = part.get(part.size() - 1);
    List<String> wrapped = Prose.lines(row[lastColumn], widths[lastColumn]);
    for (int i = 0; i < wrapped.size(); i++) {
      StringBuilder line = new StringBuilder();
      for (int c : part) {
        String cell = c == lastColumn ? wrapped.get(i) : i == 0 ? row[c] : "";
        String padding = " ".repeat(Math.max(0, widths[c] - Prose.width(cell)));
        line.append(line.isEmpty() && c == part.get(0) ? "" : gap)
            .append(right[c] ? padding + cell : cell + padding);
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  /** Paths and addresses are not cut, even where they are wider than the terminal. */
  private int longestWord(int column) {
    return rows.stream()
        .flatMap(row -> Arrays.stream(row[column].split(" ", -1)))
        .mapToInt(Prose::width)
        .max()
        .orElse(0);
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> Prose.width(row[column])).max().orElse(0);
  }

  private boolean numeric(int column) {
    return rows.size() > 1
        && rows.stream()
            .skip(1)
            .map(row -> row[column])
            .allMatch(cell -> cell.isEmpty() || cell.matches("[-+.±0-9%· ,nax]*[*?]?"));
  }
}
