// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.ModelScore;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The tables that hold each topic in short, kept with every period that is written, so that a
 * reader's cost does not grow with the history: {@code current_audience}, {@code current_period}
 * and {@code issue}.
 */
final class Summaries {
  private static final Column START = ResultTable.AUDIENCE_SENTIMENT.column("period_start");
  private static final Column TIME = ResultTable.INFLUENCE.column("as_of");

  /**
   * The models of a topic's issues, asked for one after the other, since there are few of them and
   * many issues; parameters are the topic and the table's name, twice.
   */
  static final String ISSUED_MODELS =
      "WITH RECURSIVE models (name) AS (SELECT min(model) FROM issue WHERE topic = ? AND name = ?"
          + " UNION ALL SELECT (SELECT min(model) FROM issue WHERE topic = ? AND name = ? AND model > models.name)"
          + " FROM models WHERE models.name IS NOT NULL)"
          + " SELECT name FROM models WHERE name IS NOT NULL";

  private final Session session;
  private final SqlDialect dialect;
  private final TimeFormat times;
  private final RangeCounts ranges;

  Summaries(Session session) {
    this.session = session;
    this.dialect = session.dialect();
    this.times = session.times();
    this.ranges = new RangeCounts(session);
  }

  /** What audiences counted in some periods. */
  static final class Counts {
    /** By blogger: comments, posts, closed periods with a post, rows, unscored comments. */
    private final Map<String, long[]> byBlogger = new HashMap<>();

    private void add(String blogger, long... counts) {
      long[] sums = byBlogger.computeIfAbsent(blogger, b -> new long[counts.length]);
      Arrays.setAll(sums, i -> sums[i] + counts[i]);
    }

    private void subtract(Counts other) {
      other.byBlogger.forEach(
          (blogger, sums) -> add(blogger, Arrays.stream(sums).map(sum -> -sum).toArray()));
    }
  }

  /**
   * What audiences counted in the periods that hold.
   *
   * @param comparison of the start of the periods with an instant, such as {@code "="}
   */
  Counts counts(String topic, String comparison, Instant start) throws SQLException {
    String sql =
        "SELECT blogger, sum(comments), sum(posts),"
            + " sum(CASE WHEN sentiment IS NOT NULL AND NOT provisional THEN 1 ELSE 0 END), count(*), sum(unscored)"
            + " FROM audience_sentiment WHERE topic = ? AND period_start "
            + comparison
            + " ? GROUP BY blogger";
    Counts counts = new Counts();
    query(
        sql,
        topic,
        start,
        rows ->
            counts.add(
                rows.getString(1),
                rows.getLong(2),
                rows.getLong(3),
                rows.getLong(4),
                rows.getLong(5),
                rows.getLong(6)));
    return counts;
  }

  /**
   * Follows a period that was written.
   *
   * @param before what its audiences counted before
   */
  void written(Findings findings, Counts before) throws SQLException {
    Counts change = new Counts();
    for (AudienceSentiment row : findings.audienceSentiments()) {
      boolean closed = row.sentiment() != null && !row.provisional();
      String blogger = dialect.text(row.blogger());
      change.add(blogger, row.comments(), row.posts(), closed ? 1 : 0, 1, row.unscored());
    }
    change.subtract(before);
    add(findings.topic(), change);
    ranges.written(findings);
    issued(findings);
  }

  /** Follows that audiences count so much more, or less. */
  void add(String topic, Counts change) throws SQLException {
    String sql =
        "INSERT INTO current_audience (topic, blogger, comments, posts, closed_periods, periods, unscored)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (topic, blogger) DO UPDATE SET"
            + " comments = current_audience.comments + excluded.comments,"
            + " posts = current_audience.posts + excluded.posts,"
            + " closed_periods = current_audience.closed_periods + excluded.closed_periods,"
            + " periods = current_audience.periods + excluded.periods,"
            + " unscored = current_audience.unscored + excluded.unscored";
    boolean fewer = false;
    PreparedStatement statement = session.prepare(sql);
    for (String blogger : new TreeSet<>(change.byBlogger.keySet())) {
      long[] sums = Objects.requireNonNull(change.byBlogger.get(blogger));
      if (Arrays.stream(sums).allMatch(sum -> sum == 0)) {
        continue;
      }
      fewer |= sums[3] < 0;
      statement.setString(1, dialect.text(topic));
      statement.setString(2, blogger);
      for (int i = 0; i < sums.length; i++) {
        statement.setLong(3 + i, sums[i]);
      }
      statement.addBatch();
    }
    statement.executeBatch();
    if (fewer) {
      update("DELETE FROM current_audience WHERE topic = ? AND periods = 0", topic, null);
    }
  }

  /** Follows that all rows of periods before an instant were deleted. */
  void deleted(String topic, Counts counts, Instant before) throws SQLException {
    Counts less = new Counts();
    less.subtract(counts);
    add(topic, less);
    PreparedStatement statement =
        session.prepare("DELETE FROM current_period WHERE topic = ? AND period_start < ?");
    bind(statement, topic, before, START);
    statement.executeUpdate();
    update("DELETE FROM issue WHERE topic = ? AND issued_at < ?", topic, before);
    // what was issued at that very instant may be of the first period that stays
    for (ResultTable table :
        List.of(ResultTable.INFLUENCE, ResultTable.FORECAST, ResultTable.MODEL_SCORE)) {
      withdrawn(table, topic, before);
    }
  }

  private record Issue(ResultTable table, String model, Instant at) {}

  private void issued(Findings findings) throws SQLException {
    List<Issue> issues = new ArrayList<>();
    findings.forecasts().stream()
        .map(row -> new Issue(ResultTable.FORECAST, row.model(), row.madeAt()))
        .distinct()
        .forEach(issues::add);
    findings.modelScores().stream()
        .map(row -> new Issue(ResultTable.MODEL_SCORE, row.model(), row.asOf()))
        .distinct()
        .forEach(issues::add);
    String sql =
        "INSERT INTO issue (topic, name, model, issued_at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (topic, name, model, issued_at) DO NOTHING";
    PreparedStatement statement = session.prepare(sql);
    for (Issue issue : issues) {
      bind(statement, findings.topic(), issue);
      statement.addBatch();
    }
    statement.executeBatch();
  }

  /** Follows matrices that were written. */
  void matrices(String topic, List<Influence> influences) throws SQLException {
    Map<Issue, List<Influence>> matrices = new LinkedHashMap<>();
    for (Influence row : influences) {
      Issue issue = new Issue(ResultTable.INFLUENCE, row.model(), row.asOf());
      matrices.computeIfAbsent(issue, i -> new ArrayList<>()).add(row);
    }
    String sql =
        String.format(
            Locale.ROOT,
            "INSERT INTO issue (topic, name, model, issued_at, %s) VALUES (?, ?, ?, ?, %s)"
                + " ON CONFLICT (topic, name, model, issued_at) DO UPDATE SET %s",
            String.join(", ", MatrixCounts.COLUMNS),
            MatrixCounts.COLUMNS.stream().map(c -> "?").collect(Collectors.joining(", ")),
            MatrixCounts.COLUMNS.stream()
                .map(c -> c + " = excluded." + c)
                .collect(Collectors.joining(", ")));
    PreparedStatement statement = session.prepare(sql);
    for (Map.Entry<Issue, List<Influence>> matrix : matrices.entrySet()) {
      bind(statement, topic, matrix.getKey());
      long[] counts = MatrixCounts.of(matrix.getValue(), dialect::text).values();
      for (int i = 0; i < counts.length; i++) {
        statement.setLong(5 + i, counts[i]);
      }
      statement.addBatch();
    }
    statement.executeBatch();
  }

  private void bind(PreparedStatement statement, String topic, Issue issue) throws SQLException {
    statement.setString(1, dialect.text(topic));
    statement.setString(2, issue.table().tableName());
    statement.setString(3, issue.model());
    dialect.bindTime(statement, 4, issue.at(), TIME, times);
  }

  /** Follows that rows of a table were deleted which were issued at an instant. */
  void withdrawn(ResultTable table, String topic, Instant at) throws SQLException {
    Column time = table.timeColumn();
    String sql =
        String.format(
            Locale.ROOT,
            "DELETE FROM issue WHERE topic = ? AND name = '%1$s' AND issued_at = ? AND model IN (%3$s) AND NOT EXISTS (SELECT 1 FROM %1$s i WHERE i.topic = issue.topic AND i.model = issue.model AND i.%2$s = issue.issued_at)",
            table.tableName(),
            time.name(),
            ISSUED_MODELS);
    PreparedStatement statement = session.prepare(sql);
    bind(statement, topic, at, TIME);
    for (int i = 3; i <= 6; i += 2) {
      statement.setString(i, dialect.text(topic));
      statement.setString(i + 1, table.tableName());
    }
    statement.executeUpdate();
  }

  /** Fills the tables of a database that has none. */
  void rebuild() throws SQLException {
    try (Statement statement = session.connection().createStatement()) {
      statement.execute(
          "INSERT INTO current_audience (topic, blogger, comments, posts, closed_periods, periods, unscored)"
              + " SELECT topic, blogger, sum(comments), sum(posts),"
              + " sum(CASE WHEN sentiment IS NOT NULL AND NOT provisional THEN 1 ELSE 0 END), count(*), sum(unscored)"
              + " FROM audience_sentiment GROUP BY topic, blogger");
      statement.execute(
          "INSERT INTO final_period (topic, period_start, run, comments)"
              + " SELECT topic, period_start, max(run), sum(comments) FROM audience_sentiment"
              + " WHERE NOT provisional GROUP BY topic, period_start");
      for (Class<? extends Record> row :
          List.of(Influence.class, AudienceForecast.class, ModelScore.class)) {
        ResultTable table = ResultTable.of(row);
        statement.execute(
            String.format(
                Locale.ROOT,
                "INSERT INTO issue (topic, name, model, issued_at) SELECT DISTINCT topic, '%1$s', model, %2$s FROM %1$s",
                table.tableName(),
                table.timeColumn().name()));
      }
      statement.execute(MatrixCounts.REBUILD);
    }
    ranges.rebuild();
  }

  interface Each {
    void take(ResultSet rows) throws SQLException;
  }

  private void query(String sql, String topic, Instant time, Each each) throws SQLException {
    PreparedStatement statement = session.prepare(sql);
    bind(statement, topic, time, START);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        each.take(rows);
      }
    }
  }

  private void update(String sql, String topic, @Nullable Instant time) throws SQLException {
    PreparedStatement statement = session.prepare(sql);
    statement.setString(1, dialect.text(topic));
    if (time != null) {
      dialect.bindTime(statement, 2, time, TIME, times);
    }
    statement.executeUpdate();
  }

  private void bind(PreparedStatement statement, String topic, Instant time, Column column)
      throws SQLException {
    statement.setString(1, dialect.text(topic));
    dialect.bindTime(statement, 2, time, column, times);
  }
}
