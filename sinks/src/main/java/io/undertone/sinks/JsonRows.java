// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
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
      NamedValues cells = new NamedValues(table, json);
      results.forEachRow(
          table,
          query,
          (mapper, row) -> {
            cells.write(mapper, row);
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
    NamedValues cells = new NamedValues(table, json);
    results.forEachRow(
        table,
        query,
        (mapper, row) -> {
          rows[0]++;
          if (rows[0] <= most) {
            cells.write(mapper, row);
          }
          if (rows[0] == most) {
            last.addAll(mapper.readValues(row));
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
    Values cells = new Rounded(json);
    results.forEachRow(
        table,
        query,
        (mapper, row) -> {
          rows[0]++;
          json.writeStartArray();
          mapper.read(row, cells);
          json.writeEndArray();
        });
    return rows[0];
  }

  /** Cells as JSON values. */
  private static class Values implements RowCells {
    final JsonGenerator json;

    Values(JsonGenerator json) {
      this.json = json;
    }

    @Override
    public void column(int index) throws IOException {
      // an array has no names
    }

    @Override
    public void absent() throws IOException {
      json.writeNull();
    }

    @Override
    public void integer(long value) throws IOException {
      json.writeNumber(value);
    }

    @Override
    public void real(double value) throws IOException {
      json.writeNumber(value);
    }

    @Override
    public void flag(boolean value) throws IOException {
      json.writeBoolean(value);
    }

    @Override
    public void text(String value) throws IOException {
      json.writeString(value);
    }
  }

  private static final class Rounded extends Values {
    private static final MathContext SIGNIFICANT = new MathContext(DIGITS);

    Rounded(JsonGenerator json) {
      super(json);
    }

    @Override
    public void real(double value) throws IOException {
      super.real(
          Double.isFinite(value) ? new BigDecimal(value).round(SIGNIFICANT).doubleValue() : value);
    }
  }

  /** Cells as an object with the names of the columns. */
  private static final class NamedValues extends Values {
    private final List<SerializedString> names;

    NamedValues(ResultTable table, JsonGenerator json) {
      super(json);
      names = table.columns().stream().map(c -> new SerializedString(c.name())).toList();
    }

    void write(RowMapper mapper, ResultSet row) throws SQLException, IOException {
      json.writeStartObject();
      mapper.read(row, this);
      json.writeEndObject();
    }

    @Override
    public void column(int index) throws IOException {
      json.writeFieldName(names.get(index));
    }
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
