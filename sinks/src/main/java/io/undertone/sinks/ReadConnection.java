// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * A connection to a result database that cannot write; one question at a time, and a database that
 * was restarted answers the next one again.
 */
final class ReadConnection implements AutoCloseable {
  private static final int FETCH = 1000;

  private final String name;
  private final Connector connector;
  private Connection connection;
  private final SqlDialect dialect;
  private final TimeFormat times;

  private ReadConnection(
      String name,
      Connector connector,
      Connection connection,
      SqlDialect dialect,
      TimeFormat times) {
    this.name = name;
    this.connector = connector;
    this.connection = connection;
    this.dialect = dialect;
    this.times = times;
  }

  private interface Connector {
    Connection connect() throws SQLException;
  }

  private interface Question<T> {
    T ask(Connection connection) throws SQLException, IOException;
  }

  /** Sets the parameters of a question. */
  interface Parameters {
    void bind(PreparedStatement statement) throws SQLException;
  }

  /** Takes the row at which a result stands. */
  interface Row {
    void take(ResultSet row) throws SQLException;
  }

  /**
   * @throws IOException when it cannot be opened or is not a result database of this version
   */
  static ReadConnection open(String database, @Nullable String user, @Nullable String password)
      throws IOException {
    String url = DatabaseUrl.jdbc(database);
    SqlDialect dialect = SqlDialect.of(url);
    String name = dialect == SqlDialect.SQLITE ? database : Postgres.withoutSecrets(url);
    if (dialect == SqlDialect.SQLITE) {
      requireFile(url.substring("jdbc:sqlite:".length()));
    }
    try {
      Connector connector = () -> connect(url, dialect, user, password);
      Connection connection = connector.connect();
      try {
        TimeFormat times = SchemaVersion.check(SchemaVersion.meta(connection, name), name);
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
        return new ReadConnection(name, connector, connection, dialect, times);
      } catch (SQLException | IOException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException(
          "Cannot read "
              + name
              + " as a result database: "
              + e.getMessage()
              + ". Give the undertone.db of a replay, or the JDBC URL of a job's database.",
          e);
    }
  }

  private static void requireFile(String url) throws IOException {
    String file = url.split("\\?", 2)[0];
    if (!Files.isRegularFile(Path.of(file))) {
      throw new IOException(
          "There is no result database "
              + file
              + ". Replay a data set first, or give the database of a job.");
    }
  }

  private static Connection connect(
      String url, SqlDialect dialect, @Nullable String user, @Nullable String password)
      throws SQLException {
    if (dialect == SqlDialect.SQLITE) {
      SQLiteConfig config = new SQLiteConfig();
      config.setReadOnly(true);
      config.setBusyTimeout(5000);
      return config.createConnection(url);
    }
    Connection connection = Postgres.connect(url, user, password);
    connection.setReadOnly(true);
    connection.setAutoCommit(false);
    return connection;
  }

  Connection connection() {
    return connection;
  }

  SqlDialect dialect() {
    return dialect;
  }

  TimeFormat times() {
    return times;
  }

  Map<String, String> meta() throws IOException {
    return ask(asked -> SchemaVersion.meta(asked, name));
  }

  /** Hands on each row of an answer, in its order, without holding them all. */
  void each(String sql, Parameters parameters, Row row) throws IOException {
    ask(
        asked -> {
          try (PreparedStatement statement = asked.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            parameters.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                row.take(rows);
              }
            }
          }
          return sql;
        });
  }

  /** Every question of PostgreSQL is a transaction: without one it ignores the fetch size. */
  private synchronized <T> T ask(Question<T> question) throws IOException {
    reconnectIfClosed();
    try {
      try {
        return question.ask(connection);
      } finally {
        if (!connection.getAutoCommit()) {
          connection.rollback();
        }
      }
    } catch (SQLException e) {
      reconnectIfLost();
      throw cannotRead(e);
    }
  }

  private void reconnectIfClosed() throws IOException {
    try {
      if (connection.isClosed()) {
        connection = connector.connect();
      }
    } catch (SQLException e) {
      throw cannotRead(e);
    }
  }

  private void reconnectIfLost() throws IOException {
    try {
      if (!connection.isValid(2)) {
        connection.close();
        connection = connector.connect();
      }
    } catch (SQLException e) {
      throw cannotRead(e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw cannotRead(e);
    }
  }

  private IOException cannotRead(SQLException e) {
    return new IOException("Cannot read " + name + ": " + e.getMessage(), e);
  }
}
