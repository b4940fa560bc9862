// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

/**
 * Margin to probability: p = 1 / (1 + exp(-(a z + c))).
 *
 * @param slope a, above 0
 * @param offset c
 */
public record Calibration(double slope, double offset) {
  /** Leaves the margin as it is. */
  public static final Calibration NONE = new Calibration(1, 0);

  /** Probability in [0,1]. */
  public double probability(double margin) {
    return 1 / (1 + StrictMath.exp(-(slope * margin + offset)));
  }
}
