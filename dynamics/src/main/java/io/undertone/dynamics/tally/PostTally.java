// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Exact running sums over the comments of one post, so that any order of arrival, merge or
 * correction gives the same bits.
 *
 * <pre>
 * sigma_p = sum m_c s_c / sum m_c          m_c = likes_c + 1
 * neff_p  = (sum m_c)^2 / sum m_c^2
 * </pre>
 *
 * Scores and their squares are held in fixed point with 62 fractional bits, products in 128-bit
 * integers: each is off by at most 2^-63, and sums are exact.
 *
 * @param scoreHigh upper 64 bits of sum m_c s_c 2^62
 * @param scoreLow lower 64 bits of it
 * @param scoreSquareHigh upper 64 bits of sum m_c s_c^2 2^62
 * @param scoreSquareLow lower 64 bits of it
 * @param weight sum m_c
 * @param squareHigh upper 64 bits of sum m_c^2
 * @param squareLow lower 64 bits of it
 * @param comments number of comments
 */
public record PostTally(
    long scoreHigh,
    long scoreLow,
    long scoreSquareHigh,
    long scoreSquareLow,
    long weight,
    long squareHigh,
    long squareLow,
    long comments) {

  /** No comment yet. */
  public static final PostTally EMPTY = new PostTally(0, 0, 0, 0, 0, 0, 0, 0);

  /** Most likes of one comment: keeps every sum over 8 million comments within range. */
  public static final long MAX_LIKES = 1_000_000_000_000L;

  static final int FRACTION_BITS = 62;

  /**
   * Adds one comment.
   *
   * @param score in [0,1]
   * @param likes in [0, {@link #MAX_LIKES}]
   */
  public PostTally plus(double score, long likes) {
    return merge(ofOne(score, likes));
  }

  /** The tally of both sets of comments together. */
  public PostTally merge(PostTally o) {
    long scoreSum = scoreLow + o.scoreLow;
    long scoreSquareSum = scoreSquareLow + o.scoreSquareLow;
    long squareSum = squareLow + o.squareLow;
    return new PostTally(
        scoreHigh + o.scoreHigh + carry(scoreSum, scoreLow),
        scoreSum,
        scoreSquareHigh + o.scoreSquareHigh + carry(scoreSquareSum, scoreSquareLow),
        scoreSquareSum,
        weight + o.weight,
        squareHigh + o.squareHigh + carry(squareSum, squareLow),
        squareSum,
        comments + o.comments);
  }

  /** What is left of this tally without comments that are part of it. */
  public PostTally subtract(PostTally o) {
    return new PostTally(
        scoreHigh - o.scoreHigh - carry(scoreLow, o.scoreLow),
        scoreLow - o.scoreLow,
        scoreSquareHigh - o.scoreSquareHigh - carry(scoreSquareLow, o.scoreSquareLow),
        scoreSquareLow - o.scoreSquareLow,
        weight - o.weight,
        squareHigh - o.squareHigh - carry(squareLow, o.squareLow),
        squareLow - o.squareLow,
        comments - o.comments);
  }

  /**
   * The tally of one comment.
   *
   * @param score in [0,1]
   * @param likes in [0, {@link #MAX_LIKES}]
   */
  public static PostTally ofOne(double score, long likes) {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score is " + score + "; it must lie in [0,1].");
    }
    if (likes < 0 || likes > MAX_LIKES) {
      throw new IllegalArgumentException(
          "likes is " + likes + "; it must lie in [0," + MAX_LIKES + "].");
    }
    long m = likes + 1;
    long fixed = Math.round(Math.scalb(score, FRACTION_BITS));
    long square = Math.round(Math.scalb(score * score, FRACTION_BITS));
    return new PostTally(
        Math.multiplyHigh(fixed, m),
        fixed * m,
        Math.multiplyHigh(square, m),
        square * m,
        m,
        Math.multiplyHigh(m, m),
        m * m,
        1);
  }

  /**
   * This tally with sums of squared scores that say of their variance what is taken for it anyway:
   * for one that was written before they were kept.
   *
   * @param variance s2, of one score
   */
  public PostTally withSpread(double variance) {
    if (comments == 0) {
      return this;
    }
    double mean = sentiment();
    // E V = s2 (1 - 1/neff)
    double squares = weight * (mean * mean + variance * (1 - 1 / effectiveComments()));
    BigInteger fixed = new BigDecimal(Math.scalb(squares, FRACTION_BITS)).toBigInteger();
    return new PostTally(
        scoreHigh,
        scoreLow,
        fixed.shiftRight(64).longValue(),
        fixed.longValue(),
        weight,
        squareHigh,
        squareLow,
        comments);
  }

  /** 1 where the unsigned comparison a below b says that the low word wrapped. */
  private static long carry(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
  }

  /** sigma_p in [0,1]; requires at least one comment. */
  public double sentiment() {
    requireComments();
    return weightedScores() / weight;
  }

  /** neff_p in [1, comments]: how many equally liked comments would be as informative. */
  public double effectiveComments() {
    requireComments();
    return (double) weight * weight / squaredWeights();
  }

  /** sum m_c s_c. */
  double weightedScores() {
    return Math.scalb(toDouble(scoreHigh, scoreLow), -FRACTION_BITS);
  }

  /** sum m_c s_c^2. */
  double weightedScoreSquares() {
    return Math.scalb(toDouble(scoreSquareHigh, scoreSquareLow), -FRACTION_BITS);
  }

  /** sum m_c^2. */
  double squaredWeights() {
    return toDouble(squareHigh, squareLow);
  }

  private void requireComments() {
    if (comments < 1) {
      throw new IllegalStateException("A post without comments has no sentiment.");
    }
  }

  private static double toDouble(long high, long low) {
    return high * 0x1p64 + (low >>> 1) * 2.0 + (low & 1);
  }
}
