// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * Writes result tables as CSV (RFC 4180, UTF-8, header line, rows by primary key). A double has all
 * its digits, an absent value is an empty field.
 */
public final class CsvExport {
  private CsvExport() {}

  /**
   * Writes one file per table, such as {@code audience_sentiment.csv}, also for empty tables.
   *
   * @param directory created when it does not exist
   */
  public static void write(ResultReader results, Path directory) throws IOException {
    Files.createDirectories(directory);
    for (ResultTable table : ResultTable.values()) {
      try (Writer out = Files.newBufferedWriter(directory.resolve(table.tableName() + ".csv"))) {
        write(results, table, RowQuery.all(), out);
      }
    }
  }

  /** Writes the rows of one table. */
  public static void write(ResultReader results, ResultTable table, RowQuery query, Writer out)
      throws IOException {
    out.write(
        table.columns().stream().map(Column::name).collect(Collectors.joining(",", "", "\n")));
    Line line = new Line();
    results.forEachRow(
        table,
        query,
        (mapper, row) -> {
          mapper.read(row, line);
          line.end(out);
        });
  }

  /** Cells as fields of a line. */
  private static final class Line implements RowCells {
    private final StringBuilder text = new StringBuilder(256);

    void end(Writer out) throws IOException {
      out.append(text.append('\n'));
      text.setLength(0);
    }

    @Override
    public void column(int index) {
      if (index > 0) {
        text.append(',');
      }
    }

    @Override
    public void absent() {
      // an empty field
    }

    @Override
    public void integer(long value) {
      text.append(value);
    }

    @Override
    public void real(double value) {
      // the digits of Double.toString, in a third of its time
      text.append(NumberOutput.toString(value, true));
    }

    @Override
    public void flag(boolean value) {
      text.append(value);
    }

    @Override
    public void text(String value) {
      text.append(quoted(value));
    }
  }

  /** Quotes a field where RFC 4180 asks for it. */
  public static String quoted(String field) {
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return '"' + field.replace("\"", "\"\"") + '"';
      }
    }
    return field;
  }
}
