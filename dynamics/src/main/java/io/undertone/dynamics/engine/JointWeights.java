// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.network.WhatIf.UncertainRow;
import java.util.Arrays;

/**
 * The joint form of a row's 90 % intervals: the normal with the mixture's mean and covariance over
 * r of the sums over delays by source and of the own weight, from {@link RowPosterior}:
 *
 * <pre>
 *   C = sum_r share_r ( u^2 A Sig_r A' + (dm/dr)(dm/dr)' .15^2/12 + (m_r - m)(m_r - m)' ) + diag( (k (1-omega) clip01(m))^2 )
 * </pre>
 *
 * Its diagonal is what {@link RowSummary} puts into the intervals. Cost m K^2 per r.
 */
final class JointWeights {
  private static final double TELLING = .05;

  private final int size;
  private final double[] mean;
  private final double[][] covariance;

  /**
   * @param means by r, then source and own weight
   * @param shares of r
   */
  JointWeights(double[][] means, double[] shares) {
    size = means[0].length;
    mean = new double[size];
    covariance = new double[size][size];
    for (int c = 0; c < shares.length; c++) {
      for (int a = 0; a < size; a++) {
        mean[a] += shares[c] * means[c][a];
      }
    }
    for (int c = 0; c < shares.length; c++) {
      double[] off = new double[size];
      for (int a = 0; a < size; a++) {
        off[a] = means[c][a] - mean[a];
      }
      add(off, shares[c]);
      add(slope(means, c), shares[c] * RowModel.STEP * RowModel.STEP / 12);
    }
  }

  private static double[] slope(double[][] means, int c) {
    double[] slope = new double[means[c].length];
    int before = Math.max(0, c - 1);
    int after = Math.min(means.length - 1, c + 1);
    for (int a = 0; after > before && a < slope.length; a++) {
      slope[a] = (means[after][a] - means[before][a]) / ((after - before) * RowModel.STEP);
    }
    return slope;
  }

  private void add(double[] vector, double factor) {
    for (int a = 0; a < size; a++) {
      for (int b = 0; b <= a; b++) {
        covariance[a][b] += factor * vector[a] * vector[b];
      }
    }
  }

  double mean(int weight) {
    return mean[weight];
  }

  /** Adds the covariance at one r. */
  void add(double[][] posterior, double factor) {
    for (int a = 0; a < size; a++) {
      for (int b = 0; b <= a; b++) {
        covariance[a][b] += factor * posterior[a][b];
      }
    }
  }

  /** Adds a variance of one weight alone. */
  void addVariance(int weight, double variance) {
    covariance[weight][weight] += variance;
  }

  /**
   * The row with this distribution.
   *
   * @param sources in the order of the weights, the audience itself last
   * @param shown weights shown
   * @param byDelay weights by delay, then source, without the own one
   */
  UncertainRow row(int[] sources, double[] shown, double[] byDelay) {
    return new UncertainRow(sources, shown, shares(byDelay, size), mean, factor());
  }

  /** Shares of the delays; of a source whose weight is too small to tell, all at the first. */
  static double[] shares(double[] byDelay, int size) {
    int k = size - 1;
    double[] shares = new double[size * RowModel.LAGS];
    for (int j = 0; j < size; j++) {
      double sum = 0;
      for (int l = 0; l < RowModel.LAGS && j < k; l++) {
        sum += byDelay[l * k + j];
      }
      shares[j * RowModel.LAGS] = 1;
      for (int l = 0; l < RowModel.LAGS && sum > TELLING; l++) {
        shares[j * RowModel.LAGS + l] = byDelay[l * k + j] / sum;
      }
    }
    return shares;
  }

  /** Cholesky factor, row by row; what rounding makes negative is 0. */
  private double[] factor() {
    double[][] l = new double[size][size];
    double[] packed = new double[size * (size + 1) / 2];
    int at = 0;
    for (int a = 0; a < size; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = covariance[a][b];
        for (int c = 0; c < b; c++) {
          sum -= l[a][c] * l[b][c];
        }
        l[a][b] = a == b ? Math.sqrt(Math.max(0, sum)) : l[b][b] > 0 ? sum / l[b][b] : 0;
      }
      System.arraycopy(l[a], 0, packed, at, a + 1);
      at += a + 1;
    }
    return packed;
  }

  /** The same weights without a distribution. */
  static UncertainRow certain(int[] sources, double[] shown, double[] byDelay) {
    return new UncertainRow(
        sources,
        shown,
        shares(byDelay, sources.length),
        Arrays.copyOf(shown, shown.length),
        new double[0]);
  }
}
