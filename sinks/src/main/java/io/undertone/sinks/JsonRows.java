// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as JSON objects with the names of the columns. Times are text as in CSV, absent
 * values null.
 */
public final class JsonRows {
  private static final int DIGITS = 6;
  private static final JsonFactory JSON = new JsonFactory();

  private JsonRows() {}

  /** Writes one JSON Lines file per table, such as {@code influence.jsonl}. */
  public static void writeLines(ResultReader results, Path directory) throws IOException {
    Files.createDirectories(directory);
    for (ResultTable table : ResultTable.values()) {
      try (Writer out = Files.newBufferedWriter(directory.resolve(table.tableName() + ".jsonl"))) {
        writeLines(results, table, RowQuery.all(), out);
      }
    }
  }

  /** Writes rows as JSON Lines. */
  public static void writeLines(ResultReader results, ResultTable table, RowQuery query, Writer out)
      throws IOException {
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.setRootValueSeparator(null);
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      results.forEachValues(
          table,
          query,
          values -> {
            object(json, table, values, results.times());
            json.writeRaw('\n');
          });
    }
  }

  /**
   * Writes rows as objects into an array that the caller opens and closes.
   *
   * @param most rows to write
   * @return the values of the last row written where there are more; null where there are none
   */
  public static @Nullable List<@Nullable Object> writeObjects(
      ResultReader results, ResultTable table, RowQuery query, int most, JsonGenerator json)
      throws IOException {
    long[] rows = {0};
    List<@Nullable Object> last = new ArrayList<>();
    results.forEachValues(
        table,
        query,
        values -> {
          if (rows[0]++ < most) {
            object(json, table, values, results.times());
            last.clear();
            last.addAll(values);
          }
        });
    return rows[0] > most ? last : null;
  }

  /**
   * Writes rows as arrays of values, in the order of the columns; numbers have {@value #DIGITS}
   * significant digits.
   *
   * @return number of rows
   */
  public static long writeArrays(
      ResultReader results, ResultTable table, RowQuery query, JsonGenerator json)
      throws IOException {
    long[] rows = {0};
    MathContext digits = new MathContext(DIGITS);
    results.forEachValues(
        table,
        query,
        values -> {
          rows[0]++;
          json.writeStartArray();
          for (int i = 0; i < values.size(); i++) {
            Object value = values.get(i);
            boolean rounded = value instanceof Double number && Double.isFinite(number);
            value(
                json,
                rounded ? new BigDecimal((Double) value).round(digits).doubleValue() : value,
                table.columns().get(i),
                results.times());
          }
          json.writeEndArray();
        });
    return rows[0];
  }

  private static void object(
      JsonGenerator json, ResultTable table, List<@Nullable Object> values, TimeFormat times)
      throws IOException {
    json.writeStartObject();
    for (int i = 0; i < values.size(); i++) {
      Column column = table.columns().get(i);
      json.writeFieldName(column.name());
      value(json, values.get(i), column, times);
    }
    json.writeEndObject();
  }

  static void value(JsonGenerator json, @Nullable Object value, Column column, TimeFormat times)
      throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Number number) {
      json.writeNumber(number.longValue());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else {
      json.writeString(Text.of(value, column, times));
    }
  }
}
