// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The tables of an SQLite file, such as MediaCrawler writes one; each is read as CSV. */
final class SqliteTables {
  private SqliteTables() {}

  /** Names of the tables, in ascending order. */
  static List<String> names(Path file) throws IOException {
    List<String> names = new ArrayList<>();
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                    + " ORDER BY name")) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
    return names;
  }

  static boolean isEmpty(Path file, String table) throws IOException {
    try (Connection connection = connect(file);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1 FROM " + quoted(table) + " LIMIT 1")) {
      return !rows.next();
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static String quoted(String table) {
    return '"' + table.replace("\"", "\"\"") + '"';
  }

  static InputStream open(InputFile input) throws IOException {
    return TemporaryText.of(
        out -> {
          try (Connection connection = connect(input.path())) {
            write(connection, input.entry(), out);
          } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
          }
        });
  }

  private static Connection connect(Path file) throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:file:" + file.toAbsolutePath() + "?mode=ro");
  }

  private static void write(Connection connection, String table, OutputStream out)
      throws SQLException, IOException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM " + quoted(table))) {
      ResultSetMetaData columns = rows.getMetaData();
      List<String> cells = new ArrayList<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        cells.add(columns.getColumnName(i));
      }
      TemporaryText.row(out, cells);
      while (rows.next()) {
        cells.clear();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
          String cell = rows.getString(i);
          cells.add(cell == null ? "" : cell);
        }
        TemporaryText.row(out, cells);
      }
    }
  }
}
