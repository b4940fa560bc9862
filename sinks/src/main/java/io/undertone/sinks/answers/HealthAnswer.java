// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.TopicSummary;
import io.undertone.sinks.Totals;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    List<Totals.Refused> reasons,
    List<ScorerSpread> scorers,
    List<Rows> tables,
    @Nullable String deletedBefore,
    long deletedRows) {
  private static final int MOST_REASONS = 50;

  /**
   * Rows of a table.
   *
   * @param rows all of them
   * @param revised those with a revision above 0
   */
  public record Rows(String table, long rows, long revised) {}

  /**
   * Reads what the writer counted.
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
    Map<ResultTable, Totals.Held> held = Totals.held(results);
    Totals.Held letters = Objects.requireNonNull(held.get(ResultTable.DEAD_LETTER));
    List<AudienceSentiment> latest = ScorerSpread.latest(results, summary.topic());
    Instant written = results.lastWrite();
    Totals.Deleted deleted = Totals.deleted(results, summary.topic());
    return new HealthAnswer(
        closed == null ? null : results.times().periodBound(closed),
        closed == null ? null : Duration.between(closed, now).toSeconds(),
        summary.periods().stream().filter(TopicSummary.Span::open).count(),
        written == null ? null : results.times().time(written),
        letters.rows(),
        letters.tooLate(),
        latest.stream().mapToLong(AudienceSentiment::unscored).sum(),
        Totals.reasons(results, MOST_REASONS),
        ScorerSpread.of(latest),
        held.entrySet().stream()
            .map(e -> new Rows(e.getKey().tableName(), e.getValue().rows(), e.getValue().revised()))
            .toList(),
        deleted == null ? null : results.times().periodBound(deleted.before()),
        deleted == null ? 0 : deleted.rows());
  }
}
