// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs {@code docker/postgres/init.sql} as psql does, with its variables from a map. */
final class DatabaseScript {
  private static final String SCRIPT = "/io/undertone/docker/postgres/init.sql";
  private static final String GETENV = "\\getenv ";

  private DatabaseScript() {}

  /** The environment that the script expects. */
  static Map<String, String> environment(DatabaseLogins logins) {
    return Map.of(
        "DATABASE_WRITER_PASSWORD", logins.writerPassword(),
        "DATABASE_READER_PASSWORD", logins.readerPassword());
  }

  /** Runs the script in one transaction, unless that was done before. */
  static void runOnce(Connection connection, Map<String, String> environment)
      throws SQLException, IOException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      if (!hasRoles(statement)) {
        statement.execute(statements(read(), environment));
        connection.commit();
      }
    }
  }

  private static boolean hasRoles(Statement statement) throws SQLException {
    try (ResultSet found =
        statement.executeQuery(
            "SELECT FROM pg_roles WHERE rolname = '" + DatabaseLogins.WRITER + "'")) {
      return found.next();
    }
  }

  private static String read() throws IOException {
    try (InputStream script = DatabaseScript.class.getResourceAsStream(SCRIPT)) {
      if (script == null) {
        throw new IOException("not on the class path: " + SCRIPT);
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Replaces psql's variables, {@code :'name'}, which {@code \getenv name VARIABLE} sets. */
  private static String statements(String script, Map<String, String> environment) {
    Map<String, String> variables = new LinkedHashMap<>();
    script
        .lines()
        .filter(line -> line.startsWith(GETENV))
        .map(line -> line.split(" "))
        .forEach(words -> variables.put(":'" + words[1] + "'", literal(environment, words[2])));
    String statements =
        script.lines().filter(line -> !line.startsWith(GETENV)).collect(Collectors.joining("\n"));
    for (Map.Entry<String, String> variable : variables.entrySet()) {
      statements = statements.replace(variable.getKey(), variable.getValue());
    }
    return statements;
  }

  private static String literal(Map<String, String> environment, String variable) {
    String value = environment.get(variable);
    if (value == null) {
      throw new IllegalArgumentException(SCRIPT + " needs the variable " + variable);
    }
    return "'" + value.replace("'", "''") + "'";
  }
}
