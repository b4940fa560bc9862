// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.undertone.dynamics.Period;
import io.undertone.dynamics.audit.EdgePlan;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.TopicSummary;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Periods that an edge needs before it is likely to be confirmed.
 *
 * @param plan the plan for the closed periods of a topic
 * @param periodDays length of a period in days
 * @param judgedPeriods the last closed periods, from which noise and movement are taken: all of
 *     them, or as many as hold {@value #MOST_VALUES} values
 */
public record PlannerAnswer(@JsonUnwrapped EdgePlan plan, double periodDays, int judgedPeriods) {
  /** So many values tell noise from movement, and an answer costs no more in a long history. */
  static final int MOST_VALUES = 30_000;

  /** Plans for the audiences of a topic. */
  public static PlannerAnswer of(ResultReader results, TopicSummary summary) throws IOException {
    return of(results, summary, MOST_VALUES);
  }

  static PlannerAnswer of(ResultReader results, TopicSummary summary, int mostValues)
      throws IOException {
    List<TopicSummary.Span> closed =
        summary.periods().stream().filter(period -> !period.open()).toList();
    int most = Math.max(1, mostValues / Math.max(1, summary.audiences().size()));
    int judged = Math.min(closed.size(), most);
    boolean all = judged == closed.size();
    SentimentSeries.Builder series = SentimentSeries.builder();
    if (!summary.periods().isEmpty()) {
      Instant since =
          all ? summary.periods().get(0).start() : closed.get(closed.size() - judged).start();
      results.closedSince(summary.topic(), since, row -> add(series, row));
    }
    EdgePlan plan = EdgePlan.of(series.build());
    return new PlannerAnswer(all ? plan : plan.having(closed.size()), days(summary), judged);
  }

  private static void add(SentimentSeries.Builder series, AudienceSentiment row) {
    Double value = row.sentiment();
    Double error = row.standardError();
    if (value != null) {
      Period period = new Period(row.periodStart(), row.periodEnd());
      series.add(period, row.blogger(), value, error == null ? null : error * error);
    }
  }

  private static double days(TopicSummary summary) {
    return summary.periods().stream()
        .mapToDouble(p -> Duration.between(p.start(), p.end()).toSeconds() / 86_400.0)
        .average()
        .orElse(0);
  }
}
