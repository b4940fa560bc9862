// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.outlook;

import io.undertone.dynamics.content.ScoreReaction;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostVariance;
import io.undertone.dynamics.tally.ScorerPriors;
import java.util.Collection;
import java.util.List;

/**
 * How one blogger's audience reacts to what is posted, from the past posts of that blogger:
 *
 * <pre>  reaction to a post of content c_p:  m + b (c_p - c) ,  variance  v + tau2 + s2 / neff
 * </pre>
 *
 * b and c are those of {@link ScoreReaction}, tau2 that of {@link PostVariance}, s2 = 0.09 the
 * variance of one comment score, neff the median effective comments of a post; m and v come from
 * the forecast of the audience.
 *
 * @param slope b, change of the reaction per unit of content sentiment; 0 until six posts
 * @param content c, usual content sentiment, in [0,1]
 * @param postVariance tau2 + s2 / neff of a usual post
 * @param posts posts used
 */
public record PostReaction(double slope, double content, double postVariance, int posts) {
  private static final double COMMENT_VARIANCE = 0.09;

  /**
   * Expected reaction and its variance.
   *
   * @param mean expected sentiment of the comments, within [0,1]
   * @param variance of the prediction
   */
  public record Expected(double mean, double variance) {}

  /**
   * Fits the regression.
   *
   * @param periods posts of each past period; posts without a content score or comments are left
   *     out
   */
  public static PostReaction of(Collection<List<PostSummary>> periods) {
    List<List<PostSummary>> usable =
        periods.stream()
            .map(posts -> posts.stream().filter(PostReaction::isUsable).toList())
            .toList();
    PostVariance variance = new PostVariance(ScorerPriors.of(COMMENT_VARIANCE));
    usable.forEach(posts -> variance.add(0, posts));
    double tau2 = variance.tau2(0);
    ScoreReaction regression = new ScoreReaction();
    int posts = 0;
    for (List<PostSummary> period : usable) {
      for (PostSummary post : period) {
        Double content = post.contentScore();
        if (content != null) {
          regression.add(
              "",
              content,
              post.sentiment(),
              1 / (tau2 + COMMENT_VARIANCE / post.effectiveComments()));
          posts++;
        }
      }
    }
    ScoreReaction.Audience audience = regression.of("");
    return new PostReaction(
        audience == null ? 0 : audience.slope(),
        audience == null ? .5 : audience.usualContent(),
        tau2 + COMMENT_VARIANCE / medianComments(usable),
        posts);
  }

  /**
   * Reaction to a post of this content.
   *
   * @param post content sentiment c_p in [0,1]
   * @param mean m, expected sentiment of the audience
   * @param variance v, variance of that state
   */
  public Expected to(double post, double mean, double variance) {
    double expected = mean + slope * (post - content);
    return new Expected(Math.max(0, Math.min(1, expected)), variance + postVariance);
  }

  private static boolean isUsable(PostSummary post) {
    return post.contentScore() != null && post.comments() > 0;
  }

  private static double medianComments(List<List<PostSummary>> periods) {
    double[] comments =
        periods.stream()
            .flatMap(List::stream)
            .mapToDouble(PostSummary::effectiveComments)
            .sorted()
            .toArray();
    return comments.length == 0 ? 1 : comments[comments.length / 2];
  }
}
