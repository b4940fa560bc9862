// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what a topic's closed periods gave once they end a span or more before the newest closed
 * one; whole periods only, a few with each period that closes, so that no transaction is long. Dead
 * letters go by the wall time at which they were met.
 */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final Column BOUND = ResultTable.AUDIENCE_SENTIMENT.column("period_start");
  private static final Column TIME = ResultTable.DEAD_LETTER.column("seen_at");

  /** Periods that are deleted at a time. */
  private static final int AT_ONCE = 20;

  /** Rows of a table that end with a period. */
  private record Old(ResultTable table, String condition, Column time) {
    static Old periods(ResultTable table) {
      return new Old(table, "period_start < ?", BOUND);
    }

    static Old issues(ResultTable table) {
      return new Old(table, table.timeColumn().name() + " <= ?", table.timeColumn());
    }
  }

  private static final Column MADE_AT = ResultTable.FORECAST.column("made_at");

  private static final List<Old> TABLES =
      List.of(
          Old.periods(ResultTable.COMMENT_EVIDENCE),
          Old.periods(ResultTable.AUDIENCE_SENTIMENT),
          Old.periods(ResultTable.PRIVATE_OPINION),
          Old.periods(ResultTable.ALERT),
          Old.periods(ResultTable.POST_EVIDENCE),
          Old.periods(ResultTable.POST_NOWCAST),
          Old.issues(ResultTable.INFLUENCE),
          Old.issues(ResultTable.MODEL_STATUS),
          Old.issues(ResultTable.MODEL_SCORE),
          new Old(ResultTable.FORECAST, "NOT conditional AND made_at <= ?", MADE_AT),
          new Old(ResultTable.FORECAST, "conditional AND made_at < ?", MADE_AT));

  private final Session session;
  private final Summaries summaries;
  private final RowCounts counts;
  private final @Nullable Duration span;

  /**
   * @param span null deletes nothing
   */
  Retention(Session session, Summaries summaries, RowCounts counts, @Nullable Duration span) {
    this.session = session;
    this.summaries = summaries;
    this.counts = counts;
    this.span = span;
  }

  /** Whether a period is so old that its rows would be deleted. */
  boolean isPast(String topic, Instant periodEnd) throws SQLException {
    Instant until = until(topic);
    return until != null && !periodEnd.isAfter(until);
  }

  /** The instant up to which periods that have ended are deleted; null when none is. */
  private @Nullable Instant until(String topic) throws SQLException {
    if (span == null) {
      return null;
    }
    Instant newest =
        bound(
            "SELECT period_end FROM current_period WHERE topic = ? AND provisional = 0 ORDER BY period_start DESC LIMIT 1",
            topic);
    return newest == null ? null : newest.minus(span);
  }

  /**
   * Deletes what has become too old.
   *
   * @return names of the tables that lost rows
   */
  Set<String> written(String topic) throws SQLException {
    Set<String> touched = new TreeSet<>();
    Instant until = until(topic);
    Instant before = until == null ? null : before(topic, until);
    if (before == null) {
      return touched;
    }
    Summaries.Counts gone = summaries.counts(topic, "<", before);
    long rows = 0;
    for (Old old : TABLES) {
      int deleted =
          counts.delete(
              old.table(),
              String.format(
                  Locale.ROOT,
                  " FROM %s WHERE topic = ? AND %s",
                  old.table().tableName(),
                  old.condition()),
              statement -> bind(statement, topic, before, old.time()));
      rows += deleted;
      if (deleted > 0) {
        touched.add(old.table().tableName());
      }
    }
    summaries.deleted(topic, gone, before);
    update("DELETE FROM final_period WHERE topic = ? AND period_start < ?", topic, before, BOUND);
    update("DELETE FROM kept_period WHERE topic = ? AND period_start < ?", topic, before, BOUND);
    note(topic, before, rows);
    return touched;
  }

  /** The end of the last of the oldest periods that are to go; null when all stay. */
  private @Nullable Instant before(String topic, Instant until) throws SQLException {
    PreparedStatement statement =
        session.prepare(
            "SELECT period_end, provisional FROM current_period WHERE topic = ? ORDER BY period_start LIMIT "
                + AT_ONCE);
    statement.setString(1, session.dialect().text(topic));
    Instant before = null;
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Instant end =
            Objects.requireNonNull(session.dialect().readTime(rows, 1, BOUND, session.times()));
        if (end.isAfter(until) || rows.getLong(2) > 0) {
          break;
        }
        before = end;
      }
    }
    return before;
  }

  private void note(String topic, Instant before, long rows) throws SQLException {
    LOG.info(
        "Retention {}: {} rows of topic '{}' were deleted, all of the periods before {}.",
        span,
        rows,
        topic,
        session.times().periodBound(before));
    PreparedStatement statement =
        session.prepare(
            "INSERT INTO deleted_history (topic, deleted_before, deleted_rows, deleted_at) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (topic) DO UPDATE SET deleted_before = excluded.deleted_before,"
                + " deleted_rows = deleted_history.deleted_rows + excluded.deleted_rows,"
                + " deleted_at = excluded.deleted_at");
    statement.setString(1, session.dialect().text(topic));
    session.dialect().bindTime(statement, 2, before, BOUND, session.times());
    statement.setLong(3, rows);
    session.dialect().bindTime(statement, 4, Instant.now(), TIME, session.times());
    statement.executeUpdate();
  }

  /** Deletes dead letters that were met too long ago. */
  int deleteLetters(Instant now) throws SQLException {
    return span == null ? 0 : counts.deleteLetters(now.minus(span));
  }

  private void update(String sql, String topic, Instant time, Column column) throws SQLException {
    PreparedStatement statement = session.prepare(sql);
    bind(statement, topic, time, column);
    statement.executeUpdate();
  }

  private void bind(PreparedStatement statement, String topic, Instant time, Column column)
      throws SQLException {
    statement.setString(1, session.dialect().text(topic));
    session.dialect().bindTime(statement, 2, time, column, session.times());
  }

  private @Nullable Instant bound(String sql, String topic) throws SQLException {
    PreparedStatement statement = session.prepare(sql);
    statement.setString(1, session.dialect().text(topic));
    try (ResultSet rows = statement.executeQuery()) {
      return rows.next() ? session.dialect().readTime(rows, 1, BOUND, session.times()) : null;
    }
  }
}
