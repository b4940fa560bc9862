// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL on a directory of its own, which tests may stop and start again. */
public final class PostgresServer implements AutoCloseable {
  private final Path directory;
  private final AtomicInteger databases = new AtomicInteger();
  private EmbeddedPostgres server;

  private PostgresServer(Path directory, EmbeddedPostgres server) {
    this.directory = directory;
    this.server = server;
  }

  /** Starts a server on a free port; its data stay in the directory. */
  public static PostgresServer start(Path directory) throws IOException {
    return new PostgresServer(directory, start(directory, 0));
  }

  private static EmbeddedPostgres start(Path directory, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("data"))
            .setCleanDataDirectory(false)
            .setServerConfig("shared_buffers", "16MB");
    return (port == 0 ? builder : builder.setPort(port)).start();
  }

  /** Makes an empty database and returns its URL without user and password. */
  public String newDatabase() throws SQLException {
    String name = "results" + databases.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    return String.format(Locale.ROOT, "jdbc:postgresql://localhost:%d/%s", server.getPort(), name);
  }

  /** Executes statements as superuser. */
  public void execute(String database, String sql) throws SQLException {
    try (Connection connection = server.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Ends all other connections to a database. */
  public void endConnections(String database) throws SQLException {
    execute(
        "postgres",
        String.format(
            Locale.ROOT,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'",
            database));
  }

  /** Starts the server again as a standby that follows nobody. */
  void startAgainAsStandby() throws IOException {
    Files.createFile(directory.resolve("data/standby.signal"));
    startAgain();
  }

  /** Makes the standby a primary; returns when it is one. */
  void promote() throws SQLException {
    execute("postgres", "SELECT pg_promote()");
  }

  /** Stops the server; its data stay. */
  public void stop() throws IOException {
    server.close();
  }

  /** Starts the server again on the same port and data. */
  public void startAgain() throws IOException {
    server = start(directory, server.getPort());
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
