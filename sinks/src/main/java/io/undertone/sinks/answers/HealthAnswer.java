// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.TopicSummary;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether results are complete and fresh.
 *
 * @param closedUntil end of the last closed period of the topic; null without one
 * @param lagSeconds now minus that end, in seconds
 * @param openPeriods periods that still expect comments
 * @param lastWrite wall time at which results were last written; null before the first
 * @param deadLetters records that could not be used, over all topics
 * @param tooLate those of them that came after their period took no more
 * @param unscored comments in the latest rows of the topic that nobody could score, so that they
 *     have no say
 * @param reasons the most frequent reasons
 * @param scorers variance of one comment's score, by scorer of the topic
 * @param tables rows per table, over all topics
 * @param revisedSince start of the first period in which revised rows were counted; null when they
 *     were in all, over all topics
 * @param deletedBefore start of the first period that a retention left of the topic; null when none
 *     was deleted
 * @param deletedRows rows that it deleted
 */
public record HealthAnswer(
    @Nullable String closedUntil,
    @Nullable Long lagSeconds,
    long openPeriods,
    @Nullable String lastWrite,
    long deadLetters,
    long tooLate,
    long unscored,
    List<Reason> reasons,
    List<ScorerSpread> scorers,
    List<Rows> tables,
    @Nullable String revisedSince,
    @Nullable String deletedBefore,
    long deletedRows) {
  /** How the reason of a record begins that came after its period took no more. */
  private static final String TOO_LATE = "too late";

  private static final int MOST_REASONS = 50;

  /** Where counting rows ends, so that an answer costs no more in a long history. */
  private static final int MOST_ROWS = 1_000_000;

  /** Periods in which revisions are looked for. */
  private static final int RECENT_PERIODS = 60;

  /** How often a reason was given. */
  public record Reason(String reason, long count) {}

  /**
   * Rows of a table.
   *
   * @param rows all of them, or as many as were counted
   * @param more whether there are more than were counted
   * @param revised those with a revision above 0, since {@code revisedSince}
   */
  public record Rows(String table, long rows, boolean more, long revised) {}

  /**
   * Counts rows.
   *
   * @param now for the lag
   */
  public static HealthAnswer of(ResultReader results, TopicSummary summary, Instant now)
      throws IOException {
    Instant closed =
        summary.periods().stream()
            .filter(period -> !period.open())
            .map(TopicSummary.Span::end)
            .max(Comparator.naturalOrder())
            .orElse(null);
    List<Rows> tables = new ArrayList<>();
    for (ResultTable table : ResultTable.values()) {
      long rows = results.countUpTo(table, RowQuery.all(), MOST_ROWS + 1);
      tables.add(
          new Rows(
              table.tableName(),
              Math.min(rows, MOST_ROWS),
              rows > MOST_ROWS,
              results.countUpTo(table, revised(table, summary), MOST_ROWS)));
    }
    List<AudienceSentiment> latest = ScorerSpread.latest(results, summary.topic());
    Instant written = results.lastWrite();
    Instant since = revisedSince(summary);
    ResultReader.Deleted deleted = results.deleted(summary.topic());
    return new HealthAnswer(
        closed == null ? null : results.times().periodBound(closed),
        closed == null ? null : Duration.between(closed, now).toSeconds(),
        summary.periods().stream().filter(TopicSummary.Span::open).count(),
        written == null ? null : results.times().time(written),
        results.count(ResultTable.DEAD_LETTER, RowQuery.all()),
        results.count(
            ResultTable.DEAD_LETTER, RowQuery.all().where("reason", "like", TOO_LATE + "%")),
        latest.stream().mapToLong(AudienceSentiment::unscored).sum(),
        reasons(results),
        ScorerSpread.of(latest),
        tables,
        since == null ? null : results.times().periodBound(since),
        deleted == null ? null : results.times().periodBound(deleted.before()),
        deleted == null ? 0 : deleted.rows());
  }

  private static @Nullable Instant revisedSince(TopicSummary summary) {
    List<TopicSummary.Span> periods = summary.periods();
    return periods.size() <= RECENT_PERIODS
        ? null
        : periods.get(periods.size() - RECENT_PERIODS).start();
  }

  private static RowQuery revised(ResultTable table, TopicSummary summary) {
    RowQuery revised = RowQuery.all().where("revision", ">", 0);
    Instant since = revisedSince(summary);
    return since == null
        ? revised
        : revised.where("topic", summary.topic()).where(table.timeColumn().name(), ">=", since);
  }

  private static List<Reason> reasons(ResultReader results) throws IOException {
    return results
        .frequencies(ResultTable.DEAD_LETTER, "reason", RowQuery.all().limit(MOST_REASONS))
        .entrySet()
        .stream()
        .map(reason -> new Reason(reason.getKey(), reason.getValue()))
        .toList();
  }
}
