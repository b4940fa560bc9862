// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.Polarity;

/**
 * Margin to the probabilities of three ordered classes and the expected polarity.
 *
 * <pre>
 *   u = a z + c,   P(positive) = 1 / (1 + exp(b - u)),   P(negative) = 1 / (1 + exp(b + u)),
 *   P(neutral) = 1 - P(positive) - P(negative),   p = P(positive) + P(neutral) / 2
 * </pre>
 *
 * <p>Without evidence z = 0, and with c = 0 the polarity is exactly 0.5. Proportional odds as in
 * McCullagh 1980, with thresholds on either side of 0.
 *
 * @param slope a, above 0
 * @param offset c, the log-odds by which use differs from training; 0 without a prior
 * @param halfWidth b, at least 0: half the width of what is neutral
 * @param low u at or above which a text is no longer called negative
 * @param high u at or below which it is not yet called positive
 */
public record ClassScale(double slope, double offset, double halfWidth, double low, double high) {
  /** Leaves the margin as it is and knows no neutral. */
  public static final ClassScale NONE = new ClassScale(1, 0, 0, 0, 0);

  public ClassScale {
    if (!(slope > 0 && halfWidth >= 0 && low <= high)
        || !Double.isFinite(slope + offset + halfWidth)) {
      throw new IllegalArgumentException(
          "scale a = "
              + slope
              + ", c = "
              + offset
              + ", b = "
              + halfWidth
              + "; a > 0, b >= 0 and low <= high are needed.");
    }
  }

  /** Expected polarity p in [0,1]. */
  public double polarity(double margin) {
    double u = slope * margin + offset;
    return (logistic(u - halfWidth) + logistic(u + halfWidth)) / 2;
  }

  /** P(neutral) in [0,1]. */
  public double neutral(double margin) {
    double u = slope * margin + offset;
    return Math.max(0, logistic(u + halfWidth) - logistic(u - halfWidth));
  }

  /** What a text of this margin is called. */
  public Polarity label(double margin) {
    double u = slope * margin + offset;
    if (u < low) {
      return Polarity.NEGATIVE;
    }
    return u > high ? Polarity.POSITIVE : Polarity.NEUTRAL;
  }

  /** The same scale with another offset. */
  public ClassScale withOffset(double c) {
    return new ClassScale(slope, c, halfWidth, low, high);
  }

  static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }
}
