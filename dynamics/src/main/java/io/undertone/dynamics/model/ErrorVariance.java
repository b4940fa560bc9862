// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

/**
 * Variance of the one-step errors of n bloggers from few residuals:
 *
 * <pre>
 *   pool = (sum RSS + 0.01) / (sum df + 1) ;  s_i^2 = (RSS_i + 4 pool) / (df_i + 4)
 * </pre>
 *
 * Each blogger borrows four degrees of freedom from all; 0.01 is the spread of audience sentiment
 * before anything is known. Always positive.
 */
final class ErrorVariance {
  private static final double PRIOR_VARIANCE = 0.01;
  private static final double BORROWED = 4;

  private ErrorVariance() {}

  /**
   * @param squares RSS_i
   * @param freedom df_i, values below 0 count as 0
   */
  static double[] of(double[] squares, double[] freedom) {
    double sum = PRIOR_VARIANCE;
    double count = 1;
    for (int i = 0; i < squares.length; i++) {
      sum += squares[i];
      count += Math.max(0, freedom[i]);
    }
    double pool = sum / count;
    double[] variance = new double[squares.length];
    for (int i = 0; i < squares.length; i++) {
      variance[i] = (squares[i] + BORROWED * pool) / (Math.max(0, freedom[i]) + BORROWED);
    }
    return variance;
  }
}
