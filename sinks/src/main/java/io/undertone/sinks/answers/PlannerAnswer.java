// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.undertone.dynamics.Period;
import io.undertone.dynamics.claims.EdgePlan;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.TopicSummary;
import java.io.IOException;
import java.time.Duration;

/**
 * Periods that an edge needs before it is likely to be confirmed.
 *
 * @param plan the plan for the closed periods of a topic
 * @param periodDays length of a period in days
 */
public record PlannerAnswer(@JsonUnwrapped EdgePlan plan, double periodDays) {

  /** Plans for the audiences of a topic. */
  public static PlannerAnswer of(ResultReader results, TopicSummary summary) throws IOException {
    SentimentSeries.Builder series = SentimentSeries.builder();
    results.forEach(
        ResultTable.AUDIENCE_SENTIMENT,
        RowQuery.topic(summary.topic()).where("provisional", false),
        record -> {
          AudienceSentiment row = (AudienceSentiment) record;
          Double value = row.sentiment();
          Double error = row.standardError();
          if (value != null) {
            series.add(
                new Period(row.periodStart(), row.periodEnd()),
                row.blogger(),
                value,
                error == null ? null : error * error);
          }
        });
    return new PlannerAnswer(EdgePlan.of(series.build()), days(summary));
  }

  private static double days(TopicSummary summary) {
    return summary.periods().stream()
        .mapToDouble(p -> Duration.between(p.start(), p.end()).toSeconds() / 86_400.0)
        .average()
        .orElse(0);
  }
}
