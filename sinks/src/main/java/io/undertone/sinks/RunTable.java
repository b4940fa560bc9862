// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The runs that have written to a database, and what they left alone. */
final class RunTable {
  private static final Column TIME = ResultTable.DEAD_LETTER.column("seen_at");
  private static final Column PERIOD = ResultTable.AUDIENCE_SENTIMENT.column("period_start");

  private final Session session;
  private final SqlDialect dialect;
  private final TimeFormat times;

  RunTable(Session session) {
    this.session = session;
    this.dialect = session.dialect();
    this.times = session.times();
  }

  /** Runs, the one that was started last first. */
  List<RunStart> runs() throws SQLException {
    String sql =
        "SELECT name, starts, checkpoints, build, begun_at, started_at FROM run ORDER BY started_at DESC, name";
    List<RunStart> runs = new ArrayList<>();
    try (Statement statement = session.connection().createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        runs.add(
            new RunStart(
                rows.getString(1),
                rows.getLong(2),
                rows.getString(3),
                rows.getString(4),
                time(rows, 5),
                time(rows, 6)));
      }
    }
    return runs;
  }

  private Instant time(ResultSet rows, int index) throws SQLException {
    return Objects.requireNonNull(dialect.readTime(rows, index, TIME, times));
  }

  /** Announces a start of a run. */
  void start(String run, @Nullable String checkpoints, String build) throws SQLException {
    String sql =
        "INSERT INTO run (name, begun_at, started_at, starts, checkpoints, build) VALUES (?, ?, ?, 1, ?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET started_at = excluded.started_at,"
            + " starts = run.starts + 1, checkpoints = excluded.checkpoints, build = excluded.build";
    PreparedStatement statement = session.prepare(sql);
    Instant now = Instant.now();
    statement.setString(1, run);
    dialect.bindTime(statement, 2, now, TIME, times);
    dialect.bindTime(statement, 3, now, TIME, times);
    statement.setString(4, checkpoints);
    statement.setString(5, build);
    statement.executeUpdate();
  }

  /** Entries of the meta table. */
  Map<String, String> meta() throws SQLException {
    return SchemaVersion.entries(session.connection());
  }

  /** Whether any audience's sentiment was written. */
  boolean hasResults() throws SQLException {
    try (Statement statement = session.connection().createStatement();
        ResultSet rows = statement.executeQuery("SELECT 1 FROM audience_sentiment LIMIT 1")) {
      return rows.next();
    }
  }

  /** Notes that a run left a period of another one alone. */
  void keep(String run, KeptPeriod kept) throws SQLException {
    String sql =
        "INSERT INTO kept_period (run, topic, period_start, period_end, kept_run, kept_comments, comments)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (run, topic, period_start, period_end) DO UPDATE"
            + " SET kept_run = excluded.kept_run, kept_comments = excluded.kept_comments, comments = excluded.comments";
    PreparedStatement statement = session.prepare(sql);
    statement.setString(1, run);
    statement.setString(2, dialect.text(kept.topic()));
    dialect.bindTime(statement, 3, kept.periodStart(), PERIOD, times);
    dialect.bindTime(statement, 4, kept.periodEnd(), PERIOD, times);
    statement.setString(5, kept.keptRun());
    statement.setLong(6, kept.keptComments());
    statement.setLong(7, kept.comments());
    statement.executeUpdate();
  }

  /** Periods that a run left alone, the earliest first. */
  List<KeptPeriod> kept(String run) throws SQLException {
    String sql =
        "SELECT topic, period_start, period_end, kept_run, kept_comments, comments FROM kept_period"
            + " WHERE run = ? ORDER BY period_start, topic";
    List<KeptPeriod> kept = new ArrayList<>();
    PreparedStatement statement = session.prepare(sql);
    statement.setString(1, run);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        kept.add(
            new KeptPeriod(
                rows.getString(1),
                Objects.requireNonNull(dialect.readTime(rows, 2, PERIOD, times)),
                Objects.requireNonNull(dialect.readTime(rows, 3, PERIOD, times)),
                rows.getString(4),
                rows.getLong(5),
                rows.getLong(6)));
      }
    }
    return kept;
  }
}
