// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The table {@code current_period}: the range of each period's final values, and how many of them
 * lie outside the range of the k + 1 periods before, for k = 0 to 6; a gap counts as one period.
 * What depends on earlier periods is counted again when one of them is revised.
 */
final class RangeCounts {
  /** Largest memory k that is counted. */
  static final int LONGEST = 6;

  private static final Column START = ResultTable.AUDIENCE_SENTIMENT.column("period_start");

  private static final String RECOUNT =
      "UPDATE current_period SET low = ?, high = ?, compared_0 = ?, compared = ?, "
          + IntStream.rangeClosed(0, LONGEST)
              .mapToObj(k -> "outside_" + k + " = ?")
              .collect(Collectors.joining(", "))
          + " WHERE topic = ? AND period_start = ?";

  private final Session session;
  private final SqlDialect dialect;
  private final TimeFormat times;

  RangeCounts(Session session) {
    this.session = session;
    this.dialect = session.dialect();
    this.times = session.times();
  }

  /** The values of a period; a range without values is empty. */
  private record Range(double low, double high) {
    static final Range EMPTY = new Range(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    static Range of(List<Double> values) {
      Range range = EMPTY;
      for (double value : values) {
        range = new Range(Math.min(range.low, value), Math.max(range.high, value));
      }
      return range;
    }

    Range and(Range other) {
      return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }

    boolean holds(double value) {
      return value >= low && value <= high;
    }
  }

  void written(Findings findings) throws SQLException {
    String topic = findings.topic();
    Instant start = findings.periodStart();
    Range before = range(topic, start);
    List<Double> values = new ArrayList<>();
    long comments = 0;
    long open = 0;
    for (AudienceSentiment row : findings.audienceSentiments()) {
      comments += row.comments();
      open += row.provisional() ? 1 : 0;
      Double value = row.sentiment();
      if (value != null && !row.provisional()) {
        values.add(value);
      }
    }
    if (findings.audienceSentiments().isEmpty()) {
      delete(topic, start);
    } else {
      insert(findings, open, comments, values);
    }
    if (!Range.of(values).equals(before)) {
      for (Instant later : after(topic, start)) {
        recount(topic, later, values(topic, later));
      }
    }
  }

  private void insert(Findings findings, long open, long comments, List<Double> values)
      throws SQLException {
    String sql =
        "INSERT INTO current_period (topic, period_start, period_end, audiences, provisional, comments)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (topic, period_start) DO UPDATE SET"
            + " period_end = excluded.period_end, audiences = excluded.audiences,"
            + " provisional = excluded.provisional, comments = excluded.comments";
    PreparedStatement statement = session.prepare(sql);
    bind(statement, findings.topic(), findings.periodStart());
    dialect.bindTime(statement, 3, findings.periodEnd(), START, times);
    statement.setLong(4, findings.audienceSentiments().size());
    statement.setLong(5, open);
    statement.setLong(6, comments);
    statement.executeUpdate();
    recount(findings.topic(), findings.periodStart(), values);
  }

  private void recount(String topic, Instant start, List<Double> values) throws SQLException {
    List<Range> before = before(topic, start);
    long[] outside = new long[LONGEST + 1];
    Range range = Range.EMPTY;
    for (int k = 0; k <= LONGEST; k++) {
      range = k < before.size() ? range.and(before.get(k)) : range;
      Range held = range;
      outside[k] =
          held.equals(Range.EMPTY)
              ? 0
              : values.stream().filter(value -> !held.holds(value)).count();
    }
    boolean afterGap = before.isEmpty() || before.get(0).equals(Range.EMPTY);
    PreparedStatement statement = session.prepare(RECOUNT);
    Range own = Range.of(values);
    if (values.isEmpty()) {
      statement.setNull(1, Types.DOUBLE);
      statement.setNull(2, Types.DOUBLE);
    } else {
      statement.setDouble(1, own.low());
      statement.setDouble(2, own.high());
    }
    statement.setLong(3, afterGap ? 0 : values.size());
    statement.setLong(4, before.isEmpty() ? 0 : values.size());
    for (int k = 0; k <= LONGEST; k++) {
      statement.setLong(5 + k, outside[k]);
    }
    statement.setString(LONGEST + 6, dialect.text(topic));
    dialect.bindTime(statement, LONGEST + 7, start, START, times);
    statement.executeUpdate();
  }

  /** Ranges before a period, the nearest first; a gap between two periods is one empty range. */
  private List<Range> before(String topic, Instant start) throws SQLException {
    List<Range> before = new ArrayList<>();
    Instant next = start;
    String sql =
        "SELECT period_start, period_end, low, high FROM current_period WHERE topic = ? AND period_start < ? AND low IS NOT NULL ORDER BY period_start DESC LIMIT "
            + (LONGEST + 1);
    PreparedStatement statement = session.prepare(sql);
    bind(statement, topic, start);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Instant end = Objects.requireNonNull(dialect.readTime(rows, 2, START, times));
        if (end.isBefore(next)) {
          before.add(Range.EMPTY);
        }
        before.add(new Range(rows.getDouble(3), rows.getDouble(4)));
        next = Objects.requireNonNull(dialect.readTime(rows, 1, START, times));
      }
    }
    return before;
  }

  private Range range(String topic, Instant start) throws SQLException {
    PreparedStatement statement =
        session.prepare(
            "SELECT low, high FROM current_period WHERE topic = ? AND period_start = ? AND low IS NOT NULL");
    bind(statement, topic, start);
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? new Range(rows.getDouble(1), rows.getDouble(2)) : Range.EMPTY;
    }
  }

  /** The next periods with final values. */
  private List<Instant> after(String topic, Instant start) throws SQLException {
    String sql =
        "SELECT period_start FROM current_period WHERE topic = ? AND period_start > ? AND low IS NOT NULL ORDER BY period_start LIMIT "
            + (LONGEST + 1);
    List<Instant> found = new ArrayList<>();
    PreparedStatement statement = session.prepare(sql);
    bind(statement, topic, start);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(Objects.requireNonNull(dialect.readTime(rows, 1, START, times)));
      }
    }
    return found;
  }

  private List<Double> values(String topic, Instant start) throws SQLException {
    List<Double> values = new ArrayList<>();
    PreparedStatement statement =
        session.prepare(
            "SELECT sentiment FROM audience_sentiment WHERE topic = ? AND period_start = ?"
                + " AND NOT provisional AND sentiment IS NOT NULL");
    bind(statement, topic, start);
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        values.add(rows.getDouble(1));
      }
    }
    return values;
  }

  private void delete(String topic, Instant start) throws SQLException {
    PreparedStatement statement =
        session.prepare("DELETE FROM current_period WHERE topic = ? AND period_start = ?");
    bind(statement, topic, start);
    statement.executeUpdate();
  }

  private void bind(PreparedStatement statement, String topic, Instant start) throws SQLException {
    statement.setString(1, dialect.text(topic));
    dialect.bindTime(statement, 2, start, START, times);
  }

  /** Fills the table of a database that has none. */
  void rebuild() throws SQLException {
    try (Statement statement = session.connection().createStatement()) {
      statement.execute(
          "INSERT INTO current_period (topic, period_start, period_end, audiences, provisional, comments, low, high)"
              + " SELECT topic, period_start, max(period_end), count(*),"
              + " sum(CASE WHEN provisional THEN 1 ELSE 0 END), sum(comments),"
              + " min(CASE WHEN provisional THEN NULL ELSE sentiment END),"
              + " max(CASE WHEN provisional THEN NULL ELSE sentiment END)"
              + " FROM audience_sentiment GROUP BY topic, period_start");
    }
    for (Key key : keys()) {
      recount(key.topic(), key.start(), values(key.topic(), key.start()));
    }
  }

  private record Key(String topic, Instant start) {}

  private List<Key> keys() throws SQLException {
    List<Key> keys = new ArrayList<>();
    try (Statement statement = session.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT topic, period_start FROM current_period ORDER BY topic, period_start")) {
      while (rows.next()) {
        Instant start = Objects.requireNonNull(dialect.readTime(rows, 2, START, times));
        keys.add(new Key(rows.getString(1), start));
      }
    }
    return keys;
  }
}
