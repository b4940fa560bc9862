// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.network;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Responses to a unit change in one audience, for one set of weights after another:
 *
 * <pre>
 *   c_i(0) = [i = j] ,   c_i(h) = sum_k W_ik sum_l s_ikl c_k(h-l)
 * </pre>
 */
final class ChangePaths {
  private final List<UncertainRow> rows;
  private final int source;
  private final int horizon;

  /**
   * @param source index j
   * @param horizon periods ahead
   */
  ChangePaths(List<UncertainRow> rows, int source, int horizon) {
    this.rows = rows;
    this.source = source;
    this.horizon = horizon;
  }

  /**
   * Spreads the change.
   *
   * @param weights of row i, asked for once a row and in their order
   * @return [h-1][i], response h periods later
   */
  double[][] spread(IntFunction<double[]> weights) {
    int n = rows.size();
    double[][] drawn = new double[n][];
    for (int i = 0; i < n; i++) {
      drawn[i] = weights.apply(i);
    }
    double[][] path = new double[horizon + 1][n];
    path[0][source] = 1;
    for (int h = 1; h <= horizon; h++) {
      for (int i = 0; i < n; i++) {
        path[h][i] = response(rows.get(i), drawn[i], path, h);
      }
    }
    return Arrays.copyOfRange(path, 1, horizon + 1);
  }

  private static double response(UncertainRow row, double[] weights, double[][] path, int h) {
    int[] sources = row.sources();
    double[] shares = row.shares();
    double[] one = path[h - 1];
    double[] two = path[Math.max(0, h - 2)];
    double[] three = path[Math.max(0, h - UncertainRow.DELAYS)];
    double sum = 0;
    for (int a = 0; a < weights.length; a++) {
      int source = sources[a];
      int share = a * UncertainRow.DELAYS;
      double heard = shares[share] * one[source];
      if (h > 1) {
        heard += shares[share + 1] * two[source];
      }
      if (h > 2) {
        heard += shares[share + 2] * three[source];
      }
      sum += weights[a] * heard;
    }
    return sum;
  }
}
