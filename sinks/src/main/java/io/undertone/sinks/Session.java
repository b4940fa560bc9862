// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * One connection of a writer, and the statements that it has prepared: each is prepared once, since
 * a period takes some forty. They end with the connection.
 */
final class Session {
  private final Connection connection;
  private final SqlDialect dialect;
  private final TimeFormat times;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Session(Connection connection, SqlDialect dialect, TimeFormat times) {
    this.connection = connection;
    this.dialect = dialect;
    this.times = times;
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

  /** The statement of an SQL text that holds no values; the caller leaves it open. */
  PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  /** Forgets what waits in batches. */
  void clearBatches() throws SQLException {
    for (PreparedStatement statement : prepared.values()) {
      statement.clearBatch();
    }
  }
}
