// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
    results.forEachValues(table, query, values -> out.append(line(table, values, results.times())));
  }

  private static CharSequence line(
      ResultTable table, List<@Nullable Object> values, TimeFormat times) {
    StringBuilder line = new StringBuilder(256);
    for (int i = 0; i < values.size(); i++) {
      line.append(i == 0 ? "" : ",");
      line.append(quoted(Text.of(values.get(i), table.columns().get(i), times)));
    }
    return line.append('\n');
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
