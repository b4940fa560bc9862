// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Forecast;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.dynamics.outlook.PostReaction;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.TopicSummary;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What each audience is expected to answer to a post, as a function of the post's sentiment c.
 *
 * <pre>  mean + slope (c - content) ,  variance</pre>
 *
 * @param model whose forecast gives the mean; empty without any
 * @param audiences those that have a forecast and posts with a content score
 */
public record ReactionAnswer(String model, List<Audience> audiences) {
  private static final int MOST_POSTS = 2000;
  private static final double LEAST_STATE_VARIANCE = 4e-4;

  /**
   * One audience.
   *
   * @param blogger whose audience it is
   * @param mean expected sentiment of the audience in the next period
   * @param variance of the prediction of one post's reaction
   * @param slope change per unit of content sentiment
   * @param content usual content sentiment
   * @param posts posts that the slope rests on
   */
  public record Audience(
      String blogger, double mean, double variance, double slope, double content, int posts) {}

  /** Fits the content regression of every audience that has a forecast. */
  public static ReactionAnswer of(ResultReader results, TopicSummary summary) throws IOException {
    String model = summary.forecastModel();
    if (model == null) {
      return new ReactionAnswer("", List.of());
    }
    List<Audience> audiences = new ArrayList<>();
    for (TopicSummary.Audience audience : summary.audiences()) {
      Audience expected = audience(results, summary.topic(), model, audience.blogger());
      if (expected != null) {
        audiences.add(expected);
      }
    }
    return new ReactionAnswer(model, audiences);
  }

  private static @Nullable Audience audience(
      ResultReader results, String topic, String model, String blogger) throws IOException {
    RowQuery ofBlogger = RowQuery.topic(topic).where("blogger", blogger);
    RowQuery issued = ofBlogger.where("model", model).where("conditional", false);
    Instant madeAt = results.latest(ResultTable.FORECAST, "made_at", issued);
    PostReaction reaction = PostReaction.of(posts(results, ofBlogger));
    if (madeAt == null || reaction.posts() == 0) {
      return null;
    }
    Forecast next = results.rows(Forecast.class, issued.where("made_at", madeAt).limit(1)).get(0);
    return new Audience(
        blogger,
        next.mean(),
        reaction
            .to(reaction.content(), next.mean(), stateVariance(results, ofBlogger, next))
            .variance(),
        reaction.slope(),
        reaction.content(),
        reaction.posts());
  }

  private static Collection<List<PostSummary>> posts(ResultReader results, RowQuery ofBlogger)
      throws IOException {
    return results.rows(PostEvidence.class, ofBlogger.latestFirst().limit(MOST_POSTS)).stream()
        .map(ReactionAnswer::summary)
        .collect(Collectors.groupingBy(PostSummary::period, TreeMap::new, Collectors.toList()))
        .values();
  }

  private static PostSummary summary(PostEvidence row) {
    return PostSummary.closed(
        row.topic(),
        row.blogger(),
        row.post(),
        new Period(row.periodStart(), row.periodEnd()),
        row.postTime(),
        row.postLikes(),
        row.contentScore(),
        row.sentiment(),
        row.effectiveComments(),
        row.comments());
  }

  /** v = forecast variance - usual sampling variance. */
  private static double stateVariance(ResultReader results, RowQuery ofBlogger, Forecast next)
      throws IOException {
    Double low = next.lower95();
    Double high = next.upper95();
    if (low == null || high == null) {
      return LEAST_STATE_VARIANCE;
    }
    double sampling =
        results.rows(AudienceSentiment.class, ofBlogger).stream()
            .map(AudienceSentiment::standardError)
            .filter(Objects::nonNull)
            .mapToDouble(error -> error * error)
            .average()
            .orElse(0);
    double sd = (high - low) / (2 * 1.96);
    return Math.max(LEAST_STATE_VARIANCE, sd * sd - sampling);
  }
}
