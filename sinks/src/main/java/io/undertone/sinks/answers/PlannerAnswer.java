// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.outlook.EdgePlanner;
import io.undertone.dynamics.refit.NowcastBoard;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.TopicSummary;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Periods that an edge needs before it is likely to be confirmed, for audiences that move and
 * scatter as these do. Of each source the variance of its true sentiment around the crowd is what
 * its observed variance exceeds its sampling variance by (at least a twentieth); the error of the
 * target is that of the best model so far.
 *
 * @param have closed periods so far
 * @param periodDays length of a period in days
 * @param power probability of seeing the edge
 * @param tests edges tested at once
 * @param sizes by weight; empty with fewer than five closed periods
 */
public record PlannerAnswer(
    int have, double periodDays, double power, int tests, List<Size> sizes) {
  private static final double POWER = 0.8;
  private static final int FEWEST_PERIODS = 5;
  private static final double[] WEIGHTS = {0.05, 0.1, 0.2, 0.3, 0.5};

  /**
   * Periods needed for one weight.
   *
   * @param weight weight of the edge
   * @param easiest for the source that moves most beyond its noise; null when noise hides them all
   * @param median for a typical source; null when noise hides it
   * @param hardest for the source whose noise hides it most; null when noise hides it
   */
  public record Size(
      double weight, @Nullable Long easiest, @Nullable Long median, @Nullable Long hardest) {}

  private record Source(double variance, double sampling) {}

  /** Plans for the audiences of a topic. */
  public static PlannerAnswer of(ResultReader results, TopicSummary summary) throws IOException {
    int n = summary.audiences().size();
    int tests = n * (n - 1);
    List<Source> sources = sources(results, summary.topic());
    Double error = lowestError(results, summary.topic());
    List<Size> sizes = new ArrayList<>();
    if (summary.closedPeriods() >= FEWEST_PERIODS && tests > 0 && error != null && error > 0) {
      for (double weight : WEIGHTS) {
        sizes.add(size(weight, sources, error * error, tests));
      }
    }
    return new PlannerAnswer(summary.closedPeriods(), days(summary), POWER, tests, sizes);
  }

  private static Size size(double weight, List<Source> sources, double error, int tests) {
    List<Long> periods =
        sources.stream()
            .filter(source -> source.variance() > 0)
            .map(s -> new EdgePlanner(s.variance(), s.sampling(), error, tests))
            .map(planner -> planner.periodsNeeded(weight, POWER))
            .sorted()
            .toList();
    return new Size(
        weight, at(periods, 0), at(periods, sources.size() / 2), at(periods, sources.size() - 1));
  }

  private static @Nullable Long at(List<Long> periods, int index) {
    return index >= 0 && index < periods.size() ? periods.get(index) : null;
  }

  private static double days(TopicSummary summary) {
    return summary.periods().stream()
        .mapToDouble(p -> Duration.between(p.start(), p.end()).toSeconds() / 86_400.0)
        .average()
        .orElse(0);
  }

  private static @Nullable Double lowestError(ResultReader results, String topic)
      throws IOException {
    Instant asOf = results.latest(ResultTable.MODEL_SCORE, "as_of", RowQuery.topic(topic));
    if (asOf == null) {
      return null;
    }
    return results.rows(ModelScore.class, RowQuery.topic(topic).where("as_of", asOf)).stream()
        .filter(score -> !NowcastBoard.MODELS.contains(score.model()))
        .map(ModelScore::rmse)
        .filter(Objects::nonNull)
        .min(Double::compare)
        .orElse(null);
  }

  private static List<Source> sources(ResultReader results, String topic) throws IOException {
    Map<Instant, List<AudienceSentiment>> periods = new TreeMap<>();
    results.forEach(
        ResultTable.AUDIENCE_SENTIMENT,
        RowQuery.topic(topic).where("provisional", false),
        record -> {
          AudienceSentiment row = (AudienceSentiment) record;
          if (row.sentiment() != null && row.standardError() != null) {
            periods.computeIfAbsent(row.periodStart(), start -> new ArrayList<>()).add(row);
          }
        });
    Map<String, double[]> sums = new TreeMap<>();
    for (List<AudienceSentiment> rows : periods.values()) {
      double crowd =
          rows.stream().mapToDouble(r -> Objects.requireNonNull(r.sentiment())).average().orElse(0);
      for (AudienceSentiment row : rows) {
        double away = Objects.requireNonNull(row.sentiment()) - crowd;
        double error = Objects.requireNonNull(row.standardError());
        double[] sum = sums.computeIfAbsent(row.blogger(), blogger -> new double[4]);
        sum[0]++;
        sum[1] += away;
        sum[2] += away * away;
        sum[3] += error * error;
      }
    }
    return sums.values().stream()
        .filter(s -> s[0] >= FEWEST_PERIODS)
        .map(PlannerAnswer::source)
        .toList();
  }

  private static Source source(double[] sums) {
    double observed = (sums[2] - sums[1] * sums[1] / sums[0]) / (sums[0] - 1);
    double sampling = sums[3] / sums[0];
    double movement = observed - sampling;
    return new Source(movement > observed / 20 ? movement : 0, sampling);
  }
}
