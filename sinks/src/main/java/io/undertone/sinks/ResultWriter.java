// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Influence;
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
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows over one connection, each call in one transaction. A final issue of a period replaces
 * the one before as a whole, whatever the revisions: they count within one run, and a run sends its
 * issues in order. A provisional issue never replaces a final one, and a run never replaces what
 * another run has made final and counted more comments for.
 */
final class ResultWriter {
  private static final Set<ResultTable> ISSUED =
      EnumSet.of(ResultTable.INFLUENCE, ResultTable.FORECAST);

  private final Connection connection;
  private final SqlDialect dialect;
  private final TimeFormat times;
  private final Map<ResultTable, RowMapper> mappers = new EnumMap<>(ResultTable.class);
  private final Map<ResultTable, String> upserts = new EnumMap<>(ResultTable.class);
  private final SortedSet<String> touched = new TreeSet<>();
  private final String run;
  private final Session session;
  private final RunTable runs;
  private final OtherRuns others;
  private final Summaries summaries;
  private final RowCounts counts;
  private final MatrixCadence matrices;
  private final Retention retention;

  /** Writes over a connection to the target. */
  ResultWriter(Connection connection, SqlDialect dialect, ResultTarget target) {
    this.connection = connection;
    this.dialect = dialect;
    this.times = target.times();
    this.run = target.run();
    this.session = new Session(connection, dialect, times);
    this.runs = new RunTable(session);
    this.summaries = new Summaries(session);
    this.counts = new RowCounts(session);
    this.matrices = new MatrixCadence(session, counts, target.influenceEvery());
    this.others = new OtherRuns(session, run);
    this.retention = new Retention(session, summaries, counts, target.retention());
  }

  RunTable runs() {
    return runs;
  }

  /** Announces a start of a run. */
  void announce(String name, @Nullable String checkpoints, String build) throws SQLException {
    transaction(() -> runs.start(name, checkpoints, build));
  }

  /** Writes all rows of periods in place of what the database holds of them. */
  void writePeriods(List<Findings> periods) throws SQLException {
    transaction(
        () -> {
          for (int i = 0; i < periods.size(); i++) {
            write(periods.get(i), periods.subList(i + 1, periods.size()));
          }
        });
  }

  private void write(Findings findings, List<Findings> later) throws SQLException {
    boolean open = findings.open();
    if (retention.isPast(findings.topic(), findings.periodEnd())) {
      return;
    }
    KeptPeriod kept = others.knewMore(findings);
    if (kept != null) {
      if (!open) {
        runs.keep(run, kept);
      }
      return;
    }
    replace(findings.modelScores());
    if (open && isClosed(findings)) {
      return;
    }
    Summaries.Counts before = summaries.counts(findings.topic(), "=", findings.periodStart());
    deletePeriod(findings);
    insert(findings.audienceSentiments());
    insert(findings.forecasts());
    insert(findings.privateOpinions());
    insert(findings.alerts());
    insert(findings.evidence());
    insert(findings.modelStatuses());
    insert(findings.postNowcasts());
    keepDrafts(findings);
    summaries.written(findings, before);
    matrices.withdraw(findings);
    if (!open) {
      others.written(findings);
      touched.addAll(retention.written(findings.topic()));
    }
    List<Influence> influences = matrices.lasting(findings, next(findings, later));
    insert(influences);
    summaries.matrices(findings.topic(), influences);
  }

  /**
   * The next findings of the topic, where they close a later period and are going to be written.
   */
  private @Nullable Findings next(Findings findings, List<Findings> later) throws SQLException {
    for (Findings next : later) {
      if (next.topic().equals(findings.topic())) {
        boolean written =
            !next.open()
                && next.periodEnd().isAfter(findings.periodEnd())
                && !retention.isPast(next.topic(), next.periodEnd())
                && others.knewMore(next) == null;
        return written ? next : null;
      }
    }
    return null;
  }

  private void keepDrafts(Findings findings) throws SQLException {
    String drafts = findings.drafts();
    if (drafts != null) {
      new DraftTable(dialect, times).keep(connection, findings, drafts);
      touched.add(DraftTable.NAME);
    }
  }

  /** Writes dead letters. */
  void write(List<DeadLetter> letters) throws SQLException {
    transaction(
        () -> {
          replace(letters);
          touchedIf(retention.deleteLetters(Instant.now()) > 0, ResultTable.DEAD_LETTER);
        });
  }

  /** Writes the most weighty comments of posts in place of earlier issues. */
  void writeComments(List<PostComments> posts) throws SQLException {
    transaction(
        () -> {
          Collection<PostComments> last = others.less(kept(lastIssues(posts)));
          withdraw(last);
          insert(last.stream().flatMap(post -> post.comments().stream()).toList());
        });
  }

  private List<PostComments> kept(Collection<PostComments> posts) throws SQLException {
    List<PostComments> kept = new ArrayList<>();
    for (PostComments post : posts) {
      if (!retention.isPast(post.topic(), post.periodEnd())) {
        kept.add(post);
      }
    }
    return kept;
  }

  private static Collection<PostComments> lastIssues(List<PostComments> posts) {
    Map<List<Object>, PostComments> last = new LinkedHashMap<>();
    for (PostComments post : posts) {
      last.put(List.of(post.topic(), post.blogger(), post.post(), post.periodStart()), post);
    }
    return last.values();
  }

  private void withdraw(Collection<PostComments> posts) throws SQLException {
    ResultTable table = ResultTable.COMMENT_EVIDENCE;
    for (PostComments post : posts) {
      counts.delete(
          table,
          " FROM comment_evidence WHERE topic = ? AND period_start = ? AND blogger = ? AND post = ?",
          statement -> {
            bindTopicAndTime(statement, table, "period_start", post.topic(), post.periodStart());
            dialect.bind(statement, 3, post.blogger(), table.column("blogger"), times);
            dialect.bind(statement, 4, post.post(), table.column("post"), times);
          });
    }
    touched.add(table.tableName());
  }

  /** Deletes, or with {@code dryRun} only counts, the rows that tell of posts and comments. */
  Map<ResultTable, Integer> erase(Collection<Erasure> what, boolean dryRun) throws SQLException {
    Map<ResultTable, Integer> rows = new EnumMap<>(ResultTable.class);
    transaction(
        () -> {
          rows.putAll(new ResultEraser(session, counts).erase(what, dryRun));
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

  /** Whether the database holds final rows of the period. */
  private boolean isClosed(Findings findings) throws SQLException {
    for (PeriodPart part : PeriodPart.of(findings)) {
      String sql = "SELECT 1" + part.from() + " AND revision >= 0 LIMIT 1";
      PreparedStatement statement = session.prepare(sql);
      bindTopicAndTime(statement, part.table(), part.column(), findings.topic(), part.time());
      try (ResultSet rows = statement.executeQuery()) {
        if (rows.next()) {
          return true;
        }
      }
    }
    return false;
  }

  private void deletePeriod(Findings findings) throws SQLException {
    for (PeriodPart part : PeriodPart.of(findings)) {
      boolean deleted =
          counts.delete(
                  part.table(),
                  part.from(),
                  statement ->
                      bindTopicAndTime(
                          statement, part.table(), part.column(), findings.topic(), part.time()))
              > 0;
      touchedIf(deleted, part.table());
      if (deleted && ISSUED.contains(part.table())) {
        summaries.withdrawn(part.table(), findings.topic(), part.time());
      }
    }
  }

  private void bindTopicAndTime(
      PreparedStatement statement, ResultTable table, String column, String topic, Instant time)
      throws SQLException {
    dialect.bind(statement, 1, topic, table.column("topic"), times);
    dialect.bind(statement, 2, time, table.column(column), times);
  }

  /** Writes rows whose keys the table does not hold. */
  private void insert(List<? extends Record> rows) throws SQLException {
    if (!rows.isEmpty()) {
      RowMapper mapper = mapper(rows);
      Collection<List<@Nullable Object>> distinct = lastOfEachKey(mapper, rows);
      counts.inserted(mapper, distinct);
      upsert(mapper, distinct);
    }
  }

  /** Writes rows in place of those with the same keys. */
  private void replace(List<? extends Record> rows) throws SQLException {
    if (!rows.isEmpty()) {
      RowMapper mapper = mapper(rows);
      Collection<List<@Nullable Object>> distinct = lastOfEachKey(mapper, rows);
      counts.replaces(mapper, distinct);
      upsert(mapper, distinct);
    }
  }

  private RowMapper mapper(List<? extends Record> rows) {
    return mappers.computeIfAbsent(
        ResultTable.of(rows.get(0).getClass()), t -> new RowMapper(t, dialect, times, run));
  }

  private void upsert(RowMapper mapper, Collection<List<@Nullable Object>> rows)
      throws SQLException {
    ResultTable table = mapper.table();
    PreparedStatement statement = session.prepare(upserts.computeIfAbsent(table, dialect::upsert));
    for (List<@Nullable Object> row : rows) {
      mapper.bind(statement, row);
      statement.addBatch();
    }
    statement.executeBatch();
    touched.add(table.tableName());
  }

  /** No key is counted twice, and one statement of many rows must not meet a key twice. */
  private static Collection<List<@Nullable Object>> lastOfEachKey(
      RowMapper mapper, List<? extends Record> rows) {
    Map<List<@Nullable Object>, List<@Nullable Object>> last = new LinkedHashMap<>();
    for (Record row : rows) {
      List<@Nullable Object> values = mapper.values(row);
      last.put(mapper.key(values), values);
    }
    return last.values();
  }

  /** Counts the change, so that a watcher need not look at the tables. */
  private void recordChanges() throws SQLException {
    if (touched.isEmpty()) {
      return;
    }
    String sql =
        "INSERT INTO table_change (name, changes, changed_at, row_count, revised_count, late_count)"
            + " VALUES (?, 1, ?, 0, 0, 0)"
            + " ON CONFLICT (name) DO UPDATE SET changes = table_change.changes + 1,"
            + " changed_at = excluded.changed_at";
    PreparedStatement statement = session.prepare(sql);
    Instant now = Instant.now();
    for (String table : touched) {
      statement.setString(1, table);
      dialect.bindTime(statement, 2, now, ResultTable.DEAD_LETTER.column("seen_at"), times);
      statement.addBatch();
    }
    statement.executeBatch();
  }

  private interface Work {
    void run() throws SQLException;
  }

  private void transaction(Work work) throws SQLException {
    // Auto-commit off takes SQLite's write lock, on commits: the lock is held for this work alone.
    connection.setAutoCommit(false);
    try {
      touched.clear();
      counts.clear();
      matrices.clear();
      work.run();
      recordChanges();
      counts.write();
      connection.setAutoCommit(true);
    } catch (SQLException | RuntimeException e) {
      rollBack(e);
      throw e;
    }
  }

  private void rollBack(Exception reason) {
    try {
      session.clearBatches();
      connection.rollback();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
