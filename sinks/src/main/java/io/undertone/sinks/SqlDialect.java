// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What SQLite and PostgreSQL do differently: types, and how times are bound and read. */
public enum SqlDialect {
  /** Times are ISO-8601 text. */
  SQLITE {
    @Override
    String type(ColumnType type, TimeFormat times) {
      return type.sqlite();
    }

    @Override
    String tableOptions() {
      return " WITHOUT ROWID";
    }

    @Override
    boolean hashesLongKeys() {
      return false;
    }

    @Override
    String from(ResultTable table, RowQuery query) {
      return quoted(table) + ResultSchema.index(table, query);
    }

    @Override
    void lockSchema(Connection connection) {
      // a transaction holds the write lock of the whole file from its start
    }

    @Override
    void bindTime(PreparedStatement statement, int index, Instant time, Column c, TimeFormat times)
        throws SQLException {
      statement.setString(
          index, c.type() == ColumnType.PERIOD_BOUND ? times.periodBound(time) : times.time(time));
    }

    @Override
    @Nullable String readText(ResultSet rows, int index, Column column, TimeFormat times)
        throws SQLException {
      return rows.getString(index);
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
    String type(ColumnType type, TimeFormat times) {
      return type.postgres(times.wholeDays());
    }

    @Override
    String tableOptions() {
      return "";
    }

    @Override
    boolean hashesLongKeys() {
      return true;
    }

    @Override
    void lockSchema(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        statement.execute("SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
      }
    }

    @Override
    String text(Object value) {
      return super.text(value).replace('\0', '\ufffd'); // PostgreSQL's text has no NUL
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

  /** Column that holds the hash of the unbounded keys. */
  static final String KEY_HASH = "\"key_hash\"";

  private static final long SCHEMA_LOCK = 0x756e646572746f6eL; // "underton"

  abstract String type(ColumnType type, TimeFormat times);

  /** What follows the columns of a table. */
  abstract String tableOptions();

  /** Whether unbounded keys are too long for an index and are replaced by their hash. */
  abstract boolean hashesLongKeys();

  /** A table to read rows from. */
  String from(ResultTable table, RowQuery query) {
    return quoted(table);
  }

  /** Lets one process at a time create or migrate tables, until the transaction ends. */
  abstract void lockSchema(Connection connection) throws SQLException;

  String text(Object value) {
    return Text.of(value);
  }

  abstract void bindTime(
      PreparedStatement statement, int index, Instant time, Column column, TimeFormat times)
      throws SQLException;

  abstract @Nullable Instant readTime(ResultSet rows, int index, Column column, TimeFormat times)
      throws SQLException;

  /** Reads a text, constant or time as it is shown. */
  @Nullable String readText(ResultSet rows, int index, Column column, TimeFormat times)
      throws SQLException {
    if (column.type() == ColumnType.TEXT) {
      return rows.getString(index);
    }
    Instant time = readTime(rows, index, column, times);
    return time == null ? null : Text.of(time, column, times);
  }

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
            + Postgres.withoutSecrets(url)
            + "'; it must be a SQLite file, jdbc:sqlite:FILE, postgresql://HOST/DATABASE or jdbc:postgresql://HOST/DATABASE.");
  }

  /** Statement that inserts or replaces a row; its parameters are all columns in order. */
  String upsert(ResultTable table) {
    String columns = names(table.columns());
    String parameters = table.columns().stream().map(c -> "?").collect(Collectors.joining(", "));
    String updates =
        table.columns().stream()
            .filter(column -> !column.key())
            .map(column -> quoted(column) + " = excluded." + quoted(column))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s",
        quoted(table),
        columns,
        parameters,
        primaryKey(table),
        updates);
  }

  /** Columns of the primary key, as SQL. */
  String primaryKey(ResultTable table) {
    List<Column> hashed = hashedKeys(table);
    String plain = names(table.keys().stream().filter(key -> !hashed.contains(key)).toList());
    return hashed.isEmpty() ? plain : plain + ", " + KEY_HASH;
  }

  /** Keys that only their hash stands for in the primary key. */
  List<Column> hashedKeys(ResultTable table) {
    return hashesLongKeys() ? table.keys().stream().filter(Column::unbounded).toList() : List.of();
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
      case TEXT -> statement.setString(index, text(value));
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
}
