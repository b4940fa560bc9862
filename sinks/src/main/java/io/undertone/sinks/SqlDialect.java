// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What SQLite and PostgreSQL do differently: types, and how times are bound and read. */
public enum SqlDialect {
  /** Times are ISO-8601 text. */
  SQLITE {
    @Override
    String type(Column column, TimeFormat times) {
      return column.type().sqlite();
    }

    @Override
    String create(ResultTable table, TimeFormat times) {
      return commentedColumns(table, times) + " WITHOUT ROWID";
    }

    @Override
    String version() {
      return "PRAGMA data_version";
    }

    @Override
    void bindTime(PreparedStatement statement, int index, Instant time, Column c, TimeFormat times)
        throws SQLException {
      statement.setString(
          index, c.type() == ColumnType.PERIOD_BOUND ? times.periodBound(time) : times.time(time));
    }

    @Override
    @Nullable Instant readTime(ResultSet rows, int index, Column column, TimeFormat times)
        throws SQLException {
      String text = rows.getString(index);
      return text == null ? null : times.parse(text);
    }
  },

  /** Times are TIMESTAMPTZ and DATE. */
  POSTGRESQL {
    @Override
    String type(Column column, TimeFormat times) {
      return column.type().postgres(times.wholeDays());
    }

    @Override
    String create(ResultTable table, TimeFormat times) {
      return commentedColumns(table, times);
    }

    @Override
    String version() {
      return "SELECT coalesce(sum(n_tup_ins + n_tup_upd), 0) FROM pg_stat_user_tables";
    }

    @Override
    void bindTime(PreparedStatement statement, int index, Instant time, Column c, TimeFormat times)
        throws SQLException {
      if (isDate(c, times)) {
        statement.setObject(index, LocalDate.parse(times.periodBound(time)));
      } else {
        statement.setObject(index, time.atZone(times.zone()).toOffsetDateTime());
      }
    }

    @Override
    @Nullable Instant readTime(ResultSet rows, int index, Column column, TimeFormat times)
        throws SQLException {
      if (isDate(column, times)) {
        LocalDate date = rows.getObject(index, LocalDate.class);
        return date == null ? null : date.atStartOfDay(times.zone()).toInstant();
      }
      OffsetDateTime time = rows.getObject(index, OffsetDateTime.class);
      return time == null ? null : time.toInstant();
    }

    private static boolean isDate(Column column, TimeFormat times) {
      return column.type() == ColumnType.PERIOD_BOUND && times.wholeDays();
    }
  };

  abstract String type(Column column, TimeFormat times);

  abstract String create(ResultTable table, TimeFormat times);

  /** Query of one number that changes with each write of another connection. */
  abstract String version();

  abstract void bindTime(
      PreparedStatement statement, int index, Instant time, Column column, TimeFormat times)
      throws SQLException;

  abstract @Nullable Instant readTime(ResultSet rows, int index, Column column, TimeFormat times)
      throws SQLException;

  /** Dialect of a JDBC URL; a URL of another database is refused. */
  static SqlDialect of(String url) {
    if (url.startsWith("jdbc:sqlite:")) {
      return SQLITE;
    }
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    throw new IllegalArgumentException(
        "The database is '"
            + url
            + "'; it must be a SQLite file, jdbc:sqlite:FILE or jdbc:postgresql://HOST/DATABASE.");
  }

  /**
   * Statement that inserts a row, or replaces the row of its key unless that has a higher revision.
   * Its parameters are all columns in order.
   */
  public String upsert(ResultTable table) {
    String columns = names(table.columns());
    String parameters = table.columns().stream().map(c -> "?").collect(Collectors.joining(", "));
    String updates =
        table.columns().stream()
            .filter(column -> !column.key())
            .map(column -> quoted(column) + " = excluded." + quoted(column))
            .collect(Collectors.joining(", "));
    return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s WHERE excluded.\"revision\" >= %s.\"revision\""
        .formatted(quoted(table), columns, parameters, names(table.keys()), updates, quoted(table));
  }

  /** Binds one value of a row. */
  void bind(
      PreparedStatement statement,
      int index,
      @Nullable Object value,
      Column column,
      TimeFormat times)
      throws SQLException {
    if (value == null) {
      statement.setNull(index, Types.NULL);
      return;
    }
    switch (column.type()) {
      case TEXT -> statement.setString(index, Text.of(value));
      case INTEGER -> statement.setLong(index, ((Number) value).longValue());
      case REAL -> statement.setDouble(index, ((Number) value).doubleValue());
      case BOOLEAN -> statement.setBoolean(index, (Boolean) value);
      case TIME, PERIOD_BOUND -> bindTime(statement, index, (Instant) value, column, times);
    }
  }

  /** Reads one value as the type of its record component. */
  @Nullable Object read(ResultSet rows, int index, Column column, TimeFormat times)
      throws SQLException {
    Object value =
        switch (column.type()) {
          case TEXT -> rows.getString(index);
          case INTEGER -> rows.getLong(index);
          case REAL -> rows.getDouble(index);
          case BOOLEAN -> rows.getBoolean(index);
          case TIME, PERIOD_BOUND -> readTime(rows, index, column, times);
        };
    if (rows.wasNull()) {
      return null;
    }
    if (column.javaType() == int.class) {
      return Math.toIntExact((Long) Objects.requireNonNull(value));
    }
    return column.javaType().isEnum() ? Text.constant(column, (String) value) : value;
  }

  static String names(List<Column> columns) {
    return columns.stream().map(SqlDialect::quoted).collect(Collectors.joining(", "));
  }

  static String quoted(Column column) {
    return '"' + column.name() + '"';
  }

  static String quoted(ResultTable table) {
    return '"' + table.tableName() + '"';
  }

  String commentedColumns(ResultTable table, TimeFormat times) {
    List<String> lines = new ArrayList<>();
    for (Column column : table.columns()) {
      String unit = column.unit().isEmpty() ? "" : " (" + column.unit() + ")";
      lines.add(
          "  %s %s%s, -- %s%s"
              .formatted(
                  quoted(column),
                  type(column, times),
                  column.nullable() ? "" : " NOT NULL",
                  column.description(),
                  unit));
    }
    return "CREATE TABLE %s ( -- %s%n%s%n  PRIMARY KEY (%s)%n)"
        .formatted(
            quoted(table), table.description(), String.join("\n", lines), names(table.keys()));
  }
}
