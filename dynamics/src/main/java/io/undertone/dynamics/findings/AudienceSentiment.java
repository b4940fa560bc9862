// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sentiment of one blogger's audience in one period: the macro-agent's expressed opinion.
 *
 * @param topic what the audience talks about
 * @param blogger whose audience it is
 * @param periodStart first instant of the period
 * @param periodEnd first instant after the period
 * @param sentiment sigma in [0,1]; null while the period has no post
 * @param standardError square root of the sampling variance R, in units of sentiment
 * @param comments comments counted
 * @param posts posts counted
 * @param effectivePosts 1 / sum of squared like weights of the posts, at most {@code posts}
 * @param contentEffect part of the sentiment explained by what was posted; null when unknown
 * @param nowcast expected final sentiment; only while provisional
 * @param nowcastError its standard error; only while provisional
 * @param provisional true while the period is open
 * @param scorer who scored the comments, several joined by " + "; null while there is no comment or
 *     when unknown
 * @param unscored comments that nobody could score: they have no say in the sentiment and its error
 * @param commentVariance s2, variance of one comment's score around its post's sentiment as
 *     estimated for these scorers up to this period; the standard error rests on it; null where
 *     that is not known
 * @param revision {@link #PROVISIONAL_REVISION} while provisional, 0 for the first final row of its
 *     key, higher for each later one
 */
public record AudienceSentiment(
    String topic,
    String blogger,
    Instant periodStart,
    Instant periodEnd,
    @Nullable Double sentiment,
    @Nullable Double standardError,
    long comments,
    int posts,
    double effectivePosts,
    @Nullable Double contentEffect,
    @Nullable Double nowcast,
    @Nullable Double nowcastError,
    boolean provisional,
    @Nullable String scorer,
    long unscored,
    @Nullable Double commentVariance,
    int revision) {

  /** A row of which the variance of a comment's score is not known. */
  public AudienceSentiment(
      String topic,
      String blogger,
      Instant periodStart,
      Instant periodEnd,
      @Nullable Double sentiment,
      @Nullable Double standardError,
      long comments,
      int posts,
      double effectivePosts,
      @Nullable Double contentEffect,
      @Nullable Double nowcast,
      @Nullable Double nowcastError,
      boolean provisional,
      @Nullable String scorer,
      long unscored,
      int revision) {
    this(
        topic,
        blogger,
        periodStart,
        periodEnd,
        sentiment,
        standardError,
        comments,
        posts,
        effectivePosts,
        contentEffect,
        nowcast,
        nowcastError,
        provisional,
        scorer,
        unscored,
        null,
        revision);
  }

  /** Below every final revision, so that no provisional row replaces a final one. */
  public static final int PROVISIONAL_REVISION = -1;

  /** An audience of an open period that has said nothing yet. */
  public static AudienceSentiment silent(
      String topic, String blogger, Instant periodStart, Instant periodEnd) {
    return new AudienceSentiment(
        topic,
        blogger,
        periodStart,
        periodEnd,
        null,
        null,
        0,
        0,
        0,
        null,
        null,
        null,
        true,
        null,
        0,
        PROVISIONAL_REVISION);
  }

  /** The same row with a nowcast. */
  public AudienceSentiment withNowcast(double mean, double error) {
    return new AudienceSentiment(
        topic,
        blogger,
        periodStart,
        periodEnd,
        sentiment,
        standardError,
        comments,
        posts,
        effectivePosts,
        contentEffect,
        mean,
        error,
        provisional,
        scorer,
        unscored,
        commentVariance,
        revision);
  }
}
