// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/** Weights exp(x_k) / sum exp(x), and the borrowing of evidence between peers. */
final class Softmax {
  private Softmax() {}

  /** Replaces log evidence by weights that sum to one. */
  static void inPlace(double[] x) {
    inPlace(x, 0, x.length);
  }

  /** The same of a part of the array. */
  static void inPlace(double[] x, int from, int length) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = from; k < from + length; k++) {
      largest = Math.max(largest, x[k]);
    }
    double sum = 0;
    for (int k = from; k < from + length; k++) {
      x[k] = Math.exp(x[k] - largest);
      sum += x[k];
    }
    for (int k = from; k < from + length; k++) {
      x[k] /= sum;
    }
  }

  /**
   * W_ik = softmax_k( LL_ik + c sum_{j != i} LL_jk + prior_k ).
   *
   * @param own LL_i
   * @param total sum of LL over all peers, i included
   * @param borrowing c in [0,1]
   * @param prior log prior odds
   */
  static void borrowed(
      double[] own, double[] total, double borrowing, double[] prior, double[] weights) {
    for (int k = 0; k < own.length; k++) {
      weights[k] = own[k] + borrowing * (total[k] - own[k]) + prior[k];
    }
    inPlace(weights, 0, own.length);
  }

  /** c = min(1, 6/(n-1)): beyond seven bloggers the peers count as six. */
  static double borrowing(int n) {
    return n <= 7 ? 1 : 6.0 / (n - 1);
  }

  /** Log of a Student-like predictive density, up to a constant, with 2a degrees of freedom. */
  static double logPredictive(double squaredError, double variance, double a, double kappa) {
    double scaled = variance * kappa;
    return -0.5 * Math.log(scaled) - (a + 0.5) * Math.log1p(squaredError / scaled / (2 * a));
  }
}
