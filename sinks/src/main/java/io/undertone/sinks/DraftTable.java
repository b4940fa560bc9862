// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What was learnt of posts, one row for each topic. */
final class DraftTable {
  static final String NAME = "draft_model";
  static final Column TIME = ResultTable.INFLUENCE.column("as_of");
  static final String SELECT = "SELECT as_of, model FROM draft_model WHERE topic = ?";

  private final SqlDialect dialect;
  private final TimeFormat times;

  DraftTable(SqlDialect dialect, TimeFormat times) {
    this.dialect = dialect;
    this.times = times;
  }

  void keep(Connection connection, Findings findings, String model) throws SQLException {
    String sql =
        "INSERT INTO draft_model (topic, as_of, model) VALUES (?, ?, ?)"
            + " ON CONFLICT (topic) DO UPDATE SET as_of = excluded.as_of, model = excluded.model";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, dialect.text(findings.topic()));
      dialect.bindTime(statement, 2, findings.periodEnd(), TIME, times);
      statement.setString(3, model);
      statement.executeUpdate();
    }
  }
}
