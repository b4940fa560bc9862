// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.ScorerVariances.ScorerNames;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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
 * @param spreads how far the comments of each scorer lie apart, ascending by its name; empty when
 *     the scorers are not known
 * @param arrived shares in [0,1] of the weight of its comments of this period that were written by
 *     .2, .4, .6 and .8 of it; empty when that is not known, or not yet
 * @param unscored comments beside those counted that nobody could score
 * @param words bytes of the hashed words of the post's text; null where it is not known or not used
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
    List<ScoreSpread> spreads,
    List<Double> arrived,
    long unscored,
    byte @Nullable [] words) {

  public PostSummary {
    // state of earlier builds has neither
    spreads = spreads == null ? List.of() : spreads;
    arrived = arrived == null ? List.of() : arrived;
  }

  /** A post whose text is not known. */
  public PostSummary(
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
      List<ScoreSpread> spreads,
      List<Double> arrived,
      long unscored) {
    this(
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
        standing,
        asOf,
        spreads,
        arrived,
        unscored,
        null);
  }

  /** The one order in which posts are summed. */
  public static final Comparator<PostSummary> CANONICAL =
      Comparator.comparing(PostSummary::postTime).thenComparing(PostSummary::post);

  /** A post of a complete period of which neither scorers nor arrival are known. */
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
        List.of(),
        List.of(),
        0);
  }

  /** The same post with its text known. */
  public PostSummary withWords(byte @Nullable [] known) {
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
        standing,
        asOf,
        spreads,
        arrived,
        unscored,
        known);
  }

  /** Who scored the comments, as {@link ScorerNames} joins them; empty when unknown. */
  public String scorers() {
    return ScorerNames.join(spreads.stream().map(ScoreSpread::scorer).toList());
  }

  /** likes + 1. */
  public double likeWeight() {
    return likes + 1.0;
  }
}
