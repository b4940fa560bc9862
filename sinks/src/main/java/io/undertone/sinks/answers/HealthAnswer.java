// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

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
 * @param deadLetters records that could not be used, over all topics
 * @param reasons the most frequent reasons
 * @param tables rows per table, over all topics
 */
public record HealthAnswer(
    @Nullable String closedUntil,
    @Nullable Long lagSeconds,
    long openPeriods,
    long deadLetters,
    List<Reason> reasons,
    List<Rows> tables) {
  private static final int MOST_REASONS = 50;

  /** How often a reason was given. */
  public record Reason(String reason, long count) {}

  /** Rows of a table, and those with a revision above 0. */
  public record Rows(String table, long rows, long revised) {}

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
      tables.add(
          new Rows(
              table.tableName(),
              results.count(table, RowQuery.all()),
              results.count(table, RowQuery.all().where("revision", ">", 0))));
    }
    return new HealthAnswer(
        closed == null ? null : results.times().periodBound(closed),
        closed == null ? null : Duration.between(closed, now).toSeconds(),
        summary.periods().stream().filter(TopicSummary.Span::open).count(),
        results.count(ResultTable.DEAD_LETTER, RowQuery.all()),
        reasons(results),
        tables);
  }

  private static List<Reason> reasons(ResultReader results) throws IOException {
    List<Reason> reasons = new ArrayList<>();
    for (Object reason :
        results.distinct(ResultTable.DEAD_LETTER, "reason", RowQuery.all().limit(MOST_REASONS))) {
      reasons.add(
          new Reason(
              reason.toString(),
              results.count(ResultTable.DEAD_LETTER, RowQuery.all().where("reason", reason))));
    }
    reasons.sort(Comparator.comparingLong(Reason::count).reversed());
    return reasons;
  }
}
