// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Databases as earlier versions left them, and what a database looks like now. */
final class SchemaFixture {
  private SchemaFixture() {}

  /**
   * Statements that make a database of an earlier version with a few rows: as it was created, or as
   * it was brought from one.
   */
  static String version(int version, SqlDialect dialect) throws IOException {
    int created = version < 4 ? 1 : 4;
    StringBuilder sql = new StringBuilder(created(created, dialect));
    for (int step = created + 1; step <= version; step++) {
      Migration.to(step, dialect, SampleResults.TIMES).forEach(s -> sql.append(s).append(";\n"));
      sql.append(
          String.format(
              Locale.ROOT, "UPDATE meta SET value = '%d' WHERE key = 'schema_version';\n", step));
    }
    return sql.toString();
  }

  private static String created(int version, SqlDialect dialect) throws IOException {
    String name =
        String.format(
            Locale.ROOT,
            "/schema/version-%d-%s.sql",
            version,
            dialect.name().toLowerCase(Locale.ROOT));
    try (InputStream in = Objects.requireNonNull(SchemaFixture.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Versions before the present one. */
  static IntStream earlier() {
    return IntStream.range(1, ResultSchema.CURRENT);
  }

  /** Columns, keys, indexes and remarks of all tables and views, one a line. */
  static SortedSet<String> shape(String url) throws SQLException {
    SortedSet<String> shape = new TreeSet<>();
    try (Connection connection = DriverManager.getConnection(url)) {
      DatabaseMetaData meta = connection.getMetaData();
      String schema = connection.getSchema();
      try (ResultSet columns = meta.getColumns(null, schema, "%", "%")) {
        while (columns.next()) {
          shape.add(
              String.format(
                  Locale.ROOT,
                  "%s.%s %s nullable %s generated %s: %s",
                  columns.getString("TABLE_NAME"),
                  columns.getString("COLUMN_NAME"),
                  columns.getString("TYPE_NAME"),
                  columns.getString("IS_NULLABLE"),
                  columns.getString("IS_GENERATEDCOLUMN"),
                  columns.getString("REMARKS")));
        }
      }
      for (ResultTable table : ResultTable.values()) {
        addKeysAndIndexes(meta, schema, table.tableName(), shape);
      }
    }
    return shape;
  }

  private static void addKeysAndIndexes(
      DatabaseMetaData meta, String schema, String table, SortedSet<String> shape)
      throws SQLException {
    try (ResultSet keys = meta.getPrimaryKeys(null, schema, table)) {
      while (keys.next()) {
        shape.add(table + " key " + keys.getInt("KEY_SEQ") + " " + keys.getString("COLUMN_NAME"));
      }
    }
    try (ResultSet indexes = meta.getIndexInfo(null, schema, table, false, true)) {
      while (indexes.next()) {
        shape.add(
            String.format(
                Locale.ROOT,
                "%s index %s %d %s",
                table,
                indexes.getString("INDEX_NAME"),
                indexes.getInt("ORDINAL_POSITION"),
                indexes.getString("COLUMN_NAME")));
      }
    }
  }
}
