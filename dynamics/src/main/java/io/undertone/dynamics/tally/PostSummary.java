// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import io.undertone.dynamics.Period;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What the comments of one post say, as of one moment.
 *
 * @param topic what the audience talks about
 * @param blogger who posted
 * @param post post id, unique within the blogger
 * @param period to which these comments belong
 * @param postTime when it was published
 * @param likes likes of the post, at least 0; its weight is likes + 1
 * @param contentScore sentiment of the post itself in [0,1]; null when unknown
 * @param sentiment sigma_p in [0,1]
 * @param effectiveComments neff_p, at least 1
 * @param comments number of comments; 0 says that all were taken out again
 * @param standing whether the period is complete
 * @param asOf event time for which it holds: the end of a complete period, the mark, or the newest
 *     comment or the watermark, whichever is later
 * @param scorers who scored the comments, as {@link ScorerNames} joins them; empty when unknown
 */
public record PostSummary(
    String topic,
    String blogger,
    String post,
    Period period,
    Instant postTime,
    long likes,
    @Nullable Double contentScore,
    double sentiment,
    double effectiveComments,
    long comments,
    Standing standing,
    Instant asOf,
    String scorers) {

  /** The one order in which posts are summed. */
  public static final Comparator<PostSummary> CANONICAL =
      Comparator.comparing(PostSummary::postTime).thenComparing(PostSummary::post);

  /** A post of a complete period whose scorers are not known. */
  public static PostSummary closed(
      String topic,
      String blogger,
      String post,
      Period period,
      Instant postTime,
      long likes,
      @Nullable Double contentScore,
      double sentiment,
      double effectiveComments,
      long comments) {
    return new PostSummary(
        topic,
        blogger,
        post,
        period,
        postTime,
        likes,
        contentScore,
        sentiment,
        effectiveComments,
        comments,
        Standing.CLOSED,
        period.end(),
        "");
  }

  /** likes + 1. */
  public double likeWeight() {
    return likes + 1.0;
  }
}
