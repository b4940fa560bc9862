// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.AudienceTally;
import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostTally;
import io.undertone.dynamics.tally.PostVariance;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import io.undertone.dynamics.tally.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The series that Undertone's own tallies make of a generated stream. */
final class SuiteSeries {
  private SuiteSeries() {}

  static SentimentSeries of(GeneratedSuite suite) {
    return of(suite, suite.truth().options().periods());
  }

  /** The series of the first periods. */
  static SentimentSeries of(GeneratedSuite suite, int periods) {
    Truth truth = suite.truth();
    Duration length = Duration.ofDays(truth.options().periodDays());
    CommentMaker maker = new CommentMaker(truth);
    PostVariance variance = new PostVariance(ScorerPriors.BY_SCORER);
    SentimentSeries series = SentimentSeries.empty(truth.bloggers());
    for (int t = 0; t < periods; t++) {
      Instant start = CommentMaker.START.plus(length.multipliedBy(t));
      series = append(series, new Period(start, start.plus(length)), maker.period(t), variance);
    }
    return series;
  }

  private static SentimentSeries append(
      SentimentSeries series,
      Period period,
      List<GeneratedComment> comments,
      PostVariance variance) {
    TreeMap<String, TreeMap<String, List<GeneratedComment>>> byPost = new TreeMap<>();
    for (GeneratedComment c : comments) {
      byPost
          .computeIfAbsent(c.blogger(), b -> new TreeMap<>())
          .computeIfAbsent(c.post(), p -> new ArrayList<>())
          .add(c);
    }
    int n = series.size();
    double[] values = new double[n];
    double[] variances = new double[n];
    boolean[] observed = new boolean[n];
    AudiencePeriod[] audiences = new AudiencePeriod[n];
    for (int i = 0; i < n; i++) {
      String blogger = series.bloggers().get(i);
      TreeMap<String, List<GeneratedComment>> posts = byPost.get(blogger);
      if (posts != null) {
        List<PostSummary> summaries = posts.values().stream().map(c -> summary(period, c)).toList();
        audiences[i] = AudiencePeriod.of("generated", blogger, period, summaries);
        variance.add(i, audiences[i].posts());
        observed[i] = true;
      }
    }
    for (int i = 0; i < n; i++) {
      if (observed[i]) {
        AudienceTally tally = new AudienceTally(audiences[i]);
        values[i] = tally.sentiment();
        variances[i] = tally.samplingVariance(variance.tau2(i), variance.scores()::noise);
      }
    }
    return series.observe(period, values, observed, variances);
  }

  private static PostSummary summary(Period period, List<GeneratedComment> comments) {
    PostTally tally = PostTally.EMPTY;
    for (GeneratedComment c : comments) {
      tally = tally.plus(c.score(), c.likes());
    }
    GeneratedComment any = comments.get(0);
    AuthorCap.Capped sums = AuthorCap.uncapped(Map.of("given", tally));
    return new PostSummary(
        "generated",
        any.blogger(),
        any.post(),
        period,
        any.postTime(),
        any.postLikes(),
        null,
        sums.sentiment(),
        sums.effectiveComments(),
        sums.comments(),
        Standing.CLOSED,
        period.end(),
        sums.spreads(),
        List.of(),
        0);
  }
}
