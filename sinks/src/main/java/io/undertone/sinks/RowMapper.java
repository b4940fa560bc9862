// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes the records of one table apart into values, and puts them together again. */
final class RowMapper {
  private final ResultTable table;
  private final SqlDialect dialect;
  private final TimeFormat times;
  private final String run;
  private final List<@Nullable Method> accessors = new ArrayList<>();
  private final Constructor<? extends Record> constructor;
  private final int[] keys;
  private final int revision;

  /**
   * @param run identity that rows are written with
   */
  RowMapper(ResultTable table, SqlDialect dialect, TimeFormat times, String run) {
    this.table = table;
    this.dialect = dialect;
    this.times = times;
    this.run = run;
    keys = table.keys().stream().mapToInt(table.columns()::indexOf).toArray();
    revision = table.columns().indexOf(table.column("revision"));
    try {
      for (Column column : table.columns()) {
        accessors.add(column.component().isEmpty() ? null : accessor(table, column));
      }
      constructor =
          table
              .row()
              .getDeclaredConstructor(
                  Arrays.stream(table.row().getRecordComponents())
                      .map(RecordComponent::getType)
                      .toArray(Class<?>[]::new));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(table.row() + " is not a record", e);
    }
  }

  private static Method accessor(ResultTable table, Column column) throws NoSuchMethodException {
    Method accessor = table.row().getMethod(column.component());
    // it is public: this only saves asking so at each call
    accessor.setAccessible(true);
    return accessor;
  }

  ResultTable table() {
    return table;
  }

  /** Values of a row in the order of the columns. */
  List<@Nullable Object> values(Record row) {
    List<@Nullable Object> values = new ArrayList<>(accessors.size());
    for (int i = 0; i < accessors.size(); i++) {
      Method accessor = accessors.get(i);
      Object constant = table.columns().get(i) == Column.RUN ? run : (Object) 0;
      values.add(accessor == null ? constant : get(accessor, row));
    }
    return values;
  }

  /** Values of a row of the database in the order of the columns. */
  List<@Nullable Object> readValues(ResultSet rows) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>(accessors.size());
    for (int i = 0; i < accessors.size(); i++) {
      values.add(dialect.read(rows, i + 1, table.columns().get(i), times));
    }
    return values;
  }

  /** Hands over a row of the database, cell by cell in the order of the columns. */
  void read(ResultSet rows, RowCells cells) throws SQLException, IOException {
    for (int i = 0; i < table.columns().size(); i++) {
      Column column = table.columns().get(i);
      cells.column(i);
      switch (column.type()) {
        case INTEGER -> {
          long value = rows.getLong(i + 1);
          if (value == 0 && rows.wasNull()) {
            cells.absent();
          } else {
            cells.integer(value);
          }
        }
        case REAL -> {
          double value = rows.getDouble(i + 1);
          if (value == 0 && rows.wasNull()) {
            cells.absent();
          } else {
            cells.real(value);
          }
        }
        case BOOLEAN -> {
          boolean value = rows.getBoolean(i + 1);
          if (!value && rows.wasNull()) {
            cells.absent();
          } else {
            cells.flag(value);
          }
        }
        case TEXT, TIME, PERIOD_BOUND -> {
          String value = dialect.readText(rows, i + 1, column, times);
          if (value == null) {
            cells.absent();
          } else {
            cells.text(value);
          }
        }
      }
    }
  }

  /** Of a row's values those of its primary key. */
  List<@Nullable Object> key(List<@Nullable Object> values) {
    List<@Nullable Object> key = new ArrayList<>(keys.length);
    for (int column : keys) {
      key.add(values.get(column));
    }
    return key;
  }

  /** Whether a row has a revision above 0; those without one have none. */
  boolean revised(List<@Nullable Object> values) {
    return ((Integer) Objects.requireNonNull(values.get(revision))) > 0;
  }

  /** What follows SELECT or DELETE for the row of a key, whose values are the parameters. */
  String byKey() {
    return table.keys().stream()
        .map(key -> SqlDialect.quoted(key) + " = ?")
        .collect(Collectors.joining(" AND ", " FROM " + SqlDialect.quoted(table) + " WHERE ", ""));
  }

  void bindKey(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
    for (int i = 0; i < keys.length; i++) {
      dialect.bind(statement, i + 1, values.get(keys[i]), table.columns().get(keys[i]), times);
    }
  }

  void bind(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      dialect.bind(statement, i + 1, values.get(i), table.columns().get(i), times);
    }
  }

  Record read(ResultSet rows) throws SQLException {
    @Nullable Object[] values = new Object[constructor.getParameterCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = dialect.read(rows, i + 1, table.columns().get(i), times);
    }
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException | InstantiationException | IllegalAccessException e) {
      throw new IllegalStateException("Cannot read a row of " + table.tableName(), e);
    }
  }

  private static @Nullable Object get(Method accessor, Record row) {
    try {
      return accessor.invoke(row);
    } catch (InvocationTargetException | IllegalAccessException e) {
      throw new IllegalStateException("Cannot read " + accessor, e);
    }
  }
}
