// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table as JSON objects with the names of the columns; times are text as in CSV, absent
 * values null. Not thread-safe.
 */
public final class RowJson {
  /** Version of the columns, the same as of the database's tables. */
  public static final int SCHEMA_VERSION = ResultSchema.CURRENT;

  private static final JsonFactory JSON = new JsonFactory();

  private final ResultTable table;
  private final TimeFormat times;
  private final RowMapper mapper;
  private final boolean carriesRun;

  /**
   * @param run identity that the rows carry; null leaves it out
   */
  public RowJson(ResultTable table, TimeFormat times, @Nullable String run) {
    this.table = table;
    this.times = times;
    this.mapper = new RowMapper(table, SqlDialect.SQLITE, times, run == null ? "" : run);
    this.carriesRun = run != null;
  }

  /** All columns of a row. */
  public String value(Record row) {
    return object(row, column -> carriesRun || column != Column.RUN);
  }

  /** The columns of its primary key. */
  public String key(Record row) {
    return object(row, Column::key);
  }

  private String object(Record row, Predicate<Column> wanted) {
    List<@Nullable Object> values = mapper.values(row);
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      for (int i = 0; i < values.size(); i++) {
        Column column = table.columns().get(i);
        if (wanted.test(column)) {
          json.writeFieldName(column.name());
          JsonRows.value(json, values.get(i), column, times);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
