// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

/** The one-step map x_i(t+1) = sum_l sum_j b_ij^(l) x_j(t-l) + c_i, put together row by row. */
final class FittedMap {
  private final LaggedSums.Shape shape;
  private final double[][][] lagged;
  private final double[][] influence;
  private final double[] constant;

  FittedMap(int n, LaggedSums.Shape shape) {
    this.shape = shape;
    lagged = new double[shape.reach()][n][n];
    influence = new double[n][n];
    constant = new double[n];
  }

  /** The row of a fit. */
  void set(int i, SimplexRow row) {
    int n = constant.length;
    double[] w = row.weights();
    for (int l = 0; l < shape.lags(); l++) {
      System.arraycopy(w, l * n, lagged[l][i], 0, n);
      for (int j = 0; j < n; j++) {
        influence[i][j] += w[l * n + j];
      }
    }
    if (shape.ownLag() > 0) {
      lagged[shape.ownLag()][i][i] = w[shape.lags() * n];
    }
    constant[i] = row.constant();
  }

  /** A row that is not fitted: the audience is taken to stay where it is. */
  void stay(int i) {
    lagged[0][i][i] = 1;
  }

  /** Weights on the audiences, summed over lags. */
  double[][] influence() {
    return influence;
  }

  /** For each edge the lag with the largest weight; -1 where there is none. */
  int[][] strongestLags() {
    int n = constant.length;
    int[][] lags = new int[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        lags[i][j] = influence[i][j] > 0 ? strongest(i, j) : -1;
      }
    }
    return lags;
  }

  private int strongest(int i, int j) {
    int best = 0;
    for (int l = 1; l < shape.lags(); l++) {
      best = lagged[l][i][j] > lagged[best][i][j] ? l : best;
    }
    return best;
  }

  LinearDynamics dynamics(double[] variance, double[][] history, boolean[] available) {
    return LinearDynamics.lagged(lagged, constant, variance, history).only(available);
  }
}
