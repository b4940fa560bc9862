// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.ingest.DeadLetter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows over one connection, each call in one transaction. Rows of a period are replaced as a
 * whole: by a higher revision, and by final rows where they were provisional, never the other way.
 */
final class ResultWriter {
  private final Connection connection;
  private final SqlDialect dialect;
  private final TimeFormat times;
  private final Map<ResultTable, RowMapper> mappers = new EnumMap<>(ResultTable.class);
  private final Map<ResultTable, PreparedStatement> upserts = new EnumMap<>(ResultTable.class);
  private final SortedSet<String> touched = new TreeSet<>();

  ResultWriter(Connection connection, SqlDialect dialect, TimeFormat times) {
    this.connection = connection;
    this.dialect = dialect;
    this.times = times;
  }

  /** Writes all rows of a period; what an earlier revision held beyond them is deleted. */
  void write(Findings findings) throws SQLException {
    transaction(
        () -> {
          upsert(findings.modelScores());
          PeriodIssue written = written(findings);
          PeriodIssue issue = PeriodIssue.of(findings);
          if (written != null && written.compareTo(issue) > 0) {
            return;
          }
          if (written != null && written.compareTo(issue) < 0) {
            deletePeriod(findings);
          }
          upsert(findings.audienceSentiments());
          upsert(findings.influences());
          upsert(findings.forecasts());
          upsert(findings.privateOpinions());
          upsert(findings.alerts());
          upsert(findings.evidence());
        });
  }

  /** Writes dead letters. */
  void write(List<DeadLetter> letters) throws SQLException {
    transaction(() -> upsert(letters));
  }

  /** Writes the most weighty comments of posts in place of earlier issues. */
  void writeComments(List<PostComments> posts) throws SQLException {
    transaction(
        () -> {
          List<PostComments> last = new ArrayList<>();
          for (PostComments post : lastIssues(posts)) {
            if (post.revision() >= writtenRevision(post)) {
              last.add(post);
            }
          }
          withdraw(last);
          upsert(last.stream().flatMap(post -> post.comments().stream()).toList());
        });
  }

  private static Collection<PostComments> lastIssues(List<PostComments> posts) {
    Map<List<Object>, PostComments> last = new LinkedHashMap<>();
    for (PostComments post : posts) {
      last.put(List.of(post.topic(), post.blogger(), post.post(), post.periodStart()), post);
    }
    return last.values();
  }

  /** Revision of the comments that the database holds of the post and period; -1 without any. */
  private int writtenRevision(PostComments post) throws SQLException {
    ResultTable table = ResultTable.COMMENT_EVIDENCE;
    String sql =
        "SELECT coalesce(max(revision), -1) FROM comment_evidence WHERE topic = ? AND period_start = ? AND blogger = ? AND post = ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bindTopicAndTime(statement, table, "period_start", post.topic(), post.periodStart());
      dialect.bind(statement, 3, post.blogger(), table.column("blogger"), times);
      dialect.bind(statement, 4, post.post(), table.column("post"), times);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getInt(1) : -1;
      }
    }
  }

  private void withdraw(Collection<PostComments> posts) throws SQLException {
    ResultTable table = ResultTable.COMMENT_EVIDENCE;
    String sql =
        "DELETE FROM comment_evidence WHERE topic = ? AND period_start = ? AND blogger = ? AND post = ? AND revision < ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (PostComments post : posts) {
        bindTopicAndTime(statement, table, "period_start", post.topic(), post.periodStart());
        dialect.bind(statement, 3, post.blogger(), table.column("blogger"), times);
        dialect.bind(statement, 4, post.post(), table.column("post"), times);
        statement.setInt(5, post.revision());
        statement.addBatch();
      }
      statement.executeBatch();
      touched.add(table.tableName());
    }
  }

  /** Deletes, or with {@code dryRun} only counts, the rows that tell of posts and comments. */
  Map<ResultTable, Integer> erase(Collection<Erasure> what, boolean dryRun) throws SQLException {
    Map<ResultTable, Integer> rows = new EnumMap<>(ResultTable.class);
    transaction(
        () -> {
          rows.putAll(new ResultEraser(connection, dialect, times).erase(what, dryRun));
          if (!dryRun) {
            rows.forEach((table, n) -> touchedIf(n > 0, table));
          }
        });
    return rows;
  }

  private void touchedIf(boolean changed, ResultTable table) {
    if (changed) {
      touched.add(table.tableName());
    }
  }

  /** Writes entries of the meta table. Other entries stay. */
  void writeMeta(Map<String, String> entries) throws SQLException {
    transaction(
        () -> {
          SchemaVersion.writeMeta(connection, entries);
          touched.add("meta");
        });
  }

  /** What the database holds of the period; null when it holds nothing. */
  private @Nullable PeriodIssue written(Findings findings) throws SQLException {
    String sql =
        "SELECT provisional, max(revision) FROM audience_sentiment WHERE topic = ? AND period_start = ? GROUP BY provisional";
    PeriodIssue last = null;
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bindTopicAndTime(
          statement,
          ResultTable.AUDIENCE_SENTIMENT,
          "period_start",
          findings.topic(),
          findings.periodStart());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          PeriodIssue issue = new PeriodIssue(!rows.getBoolean(1), rows.getInt(2));
          last = last == null || issue.compareTo(last) > 0 ? issue : last;
        }
      }
    }
    return last;
  }

  /** Deletes all rows of a period but the scores, which count as first issued. */
  private void deletePeriod(Findings findings) throws SQLException {
    Instant start = findings.periodStart();
    Instant end = findings.periodEnd();
    for (ResultTable table :
        List.of(
            ResultTable.AUDIENCE_SENTIMENT,
            ResultTable.PRIVATE_OPINION,
            ResultTable.ALERT,
            ResultTable.POST_EVIDENCE)) {
      delete(table, "period_start", findings.topic(), start, "");
    }
    delete(ResultTable.INFLUENCE, "as_of", findings.topic(), end, "");
    delete(ResultTable.FORECAST, "made_at", findings.topic(), end, " AND NOT conditional");
    delete(ResultTable.FORECAST, "made_at", findings.topic(), start, " AND conditional");
  }

  private void delete(ResultTable table, String column, String topic, Instant time, String further)
      throws SQLException {
    String sql =
        "DELETE FROM %s WHERE topic = ? AND %s = ?%s".formatted(table.tableName(), column, further);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bindTopicAndTime(statement, table, column, topic, time);
      touchedIf(statement.executeUpdate() > 0, table);
    }
  }

  private void bindTopicAndTime(
      PreparedStatement statement, ResultTable table, String column, String topic, Instant time)
      throws SQLException {
    dialect.bind(statement, 1, topic, table.column("topic"), times);
    dialect.bind(statement, 2, time, table.column(column), times);
  }

  private void upsert(List<? extends Record> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    ResultTable table = ResultTable.of(rows.get(0).getClass());
    RowMapper mapper = mappers.computeIfAbsent(table, t -> new RowMapper(t, dialect, times));
    PreparedStatement statement = upserts.get(table);
    if (statement == null) {
      statement = connection.prepareStatement(dialect.upsert(table));
      upserts.put(table, statement);
    }
    for (Record row : lastOfEachKey(mapper, rows)) {
      mapper.bind(statement, row);
      statement.addBatch();
    }
    statement.executeBatch();
    touched.add(table.tableName());
  }

  /** One statement of many rows must not meet a key twice. */
  private static Collection<Record> lastOfEachKey(RowMapper mapper, List<? extends Record> rows) {
    Map<List<@Nullable Object>, Record> last = new LinkedHashMap<>();
    for (Record row : rows) {
      last.put(mapper.key(row), row);
    }
    return last.values();
  }

  /** Counts the change, so that a watcher need not look at the tables. */
  private void recordChanges() throws SQLException {
    if (touched.isEmpty()) {
      return;
    }
    String sql =
        "INSERT INTO table_change (name, changes, changed_at) VALUES (?, 1, ?)"
            + " ON CONFLICT (name) DO UPDATE SET changes = table_change.changes + 1,"
            + " changed_at = excluded.changed_at";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Instant now = Instant.now();
      for (String table : touched) {
        statement.setString(1, table);
        dialect.bindTime(statement, 2, now, ResultTable.DEAD_LETTER.column("seen_at"), times);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private interface Work {
    void run() throws SQLException;
  }

  private void transaction(Work work) throws SQLException {
    // Auto-commit off takes SQLite's write lock, on commits: the lock is held for this work alone.
    connection.setAutoCommit(false);
    try {
      touched.clear();
      work.run();
      recordChanges();
      connection.setAutoCommit(true);
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
  }

  private void rollBack(Exception reason) {
    try {
      for (PreparedStatement statement : upserts.values()) {
        statement.clearBatch();
      }
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
