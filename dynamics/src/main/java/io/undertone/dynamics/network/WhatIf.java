// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.network;

import java.util.Arrays;

/**
 * How a change in one audience spreads: after a unit change of blogger j in the current period, the
 * expected change of blogger i is (B^h)_ij h periods later.
 *
 * <p>B is non-negative, so bounds of its entries bound the response: the interval iterates the
 * lower and the upper 90 % bounds of the weights. It widens with the horizon and leaves out noise,
 * which the change does not alter. Rows of B sum to at most 1 even where their upper bounds do not,
 * so that no response exceeds the largest one of the period before.
 *
 * @param source index of the changed blogger
 * @param mean [h-1][i], expected change h periods later
 * @param lower lower bounds
 * @param upper upper bounds
 */
public record WhatIf(int source, double[][] mean, double[][] lower, double[][] upper) {

  /**
   * @param b effective one-step weights, n x n
   * @param low lower bounds of the weights
   * @param high upper bounds of the weights
   * @param source index j
   * @param horizon periods, at least 1
   */
  public static WhatIf of(double[][] b, double[][] low, double[][] high, int source, int horizon) {
    if (source < 0 || source >= b.length || horizon < 1) {
      throw new IllegalArgumentException(
          "A what-if needs a blogger in 0.."
              + (b.length - 1)
              + " and a horizon of at least 1; it was given "
              + source
              + " and "
              + horizon
              + ".");
    }
    return new WhatIf(
        source,
        spread(b, source, horizon),
        spread(low, source, horizon),
        spread(high, source, horizon));
  }

  private static double[][] spread(double[][] b, int source, int horizon) {
    double[] change = new double[b.length];
    change[source] = 1;
    double[][] path = new double[horizon][b.length];
    for (double[] next : path) {
      double largest = Arrays.stream(change).max().orElse(0);
      for (int i = 0; i < b.length; i++) {
        for (int j = 0; j < b.length; j++) {
          next[i] += b[i][j] * change[j];
        }
        next[i] = Math.min(next[i], largest);
      }
      change = next;
    }
    return path;
  }
}
