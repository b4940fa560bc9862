// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.solve.Rows;
import java.util.Arrays;

/**
 * The un-truncated normal posterior of the immediate weights v at each r, without signs and with a
 * free level, tau = .3 per lag, own N(.5, .6^2), always three lags:
 *
 * <pre>
 *   lam = q u^2/.09, own q u^2/.36 ;  Sig_r = q (Hc + diag lam)^-1 ;  mu_r = Sig_r/q ( h + lam_own (.5-r)/u e_own )
 * </pre>
 *
 * Kept as the inverse of the Cholesky factor. Scratch memory; cost m^3/3 per r for m = 1 + 3 K.
 */
final class RowPosterior {
  private static final double WIDTH = .3;
  private static final double OWN_WIDTH = .6;
  private static final double OWN_MEAN = .5;

  int m;
  double q;
  double[][] mean = {};
  double[][] tz = {};
  private double[][][] inverse = {};
  private double[][] factor = {};
  private double[] work = {};

  /**
   * @param needed by r; where it is not, there is only tz
   */
  void of(NetworkRow row, boolean[] needed, PrivateMoments moments) {
    RowModel model = row.model;
    int k = row.sources.length;
    m = 1 + model.depth() * k;
    q = Math.max(row.q, 1e-8);
    reserve(model.grid.length);
    for (int c = 0; c < model.grid.length; c++) {
      double r = model.grid[c];
      PrivateMoments.transform(row.sums.z, k, r, tz[c], m);
      if (!needed[c]) {
        continue;
      }
      moments.of(row.sums, m, k, r);
      factor(moments, 1 - r);
      invert(inverse[c]);
      System.arraycopy(moments.h, 0, work, 0, m);
      work[0] += q * (1 - r) / (OWN_WIDTH * OWN_WIDTH) * (OWN_MEAN - r);
      solve(inverse[c], work, mean[c]);
    }
  }

  private void reserve(int grid) {
    if (mean.length < grid || work.length < m) {
      mean = new double[grid][m];
      tz = new double[grid][m];
      inverse = new double[grid][m][m];
      factor = new double[m][m];
      work = new double[m];
    }
  }

  /** L' row by row: row c = (A_c - sum_{p<c} L_cp row p)/L_cc. */
  private void factor(PrivateMoments moments, double u) {
    for (int c = 0; c < m; c++) {
      double[] row = factor[c];
      System.arraycopy(moments.hc[c], 0, row, 0, m);
      double width = c == 0 ? OWN_WIDTH : WIDTH;
      row[c] += q * u * u / (width * width);
      subtract(c, factor, c, m);
      scale(row, c, m, 1 / Math.sqrt(row[c]));
    }
  }

  private static void scale(double[] row, int from, int to, double scale) {
    for (int b = from; b < to; b++) {
      row[b] *= scale;
    }
  }

  /** L^-1 row by row: row a = (e_a - sum_{b<a} L_ab row b)/L_aa. */
  private void invert(double[][] result) {
    for (int a = 0; a < m; a++) {
      Arrays.fill(result[a], 0, m, 0);
      subtract(a, result, 0, a);
      double scale = 1 / factor[a][a];
      scale(result[a], 0, a, scale);
      result[a][a] = scale;
    }
  }

  /** Row a less sum_{p<a} L_ap row p, from one column to behind another. */
  private void subtract(int a, double[][] rows, int from, int to) {
    for (int p = 0; p < a; p++) {
      work[p] = -factor[p][a];
    }
    Rows.add(rows[a], from, to, rows, work, 0, a);
  }

  private void solve(double[][] inverse, double[] h, double[] result) {
    Arrays.fill(result, 0, m, 0);
    for (int a = 0; a < m; a++) {
      double sum = 0;
      for (int c = 0; c <= a; c++) {
        sum += inverse[a][c] * h[c];
      }
      Rows.add(result, 0, a + 1, inverse[a], sum);
    }
  }

  /** a'Sig_r a. */
  double variance(int c, double[] functional) {
    double total = 0;
    for (int a = 0; a < m; a++) {
      double sum = 0;
      for (int b = 0; b <= a; b++) {
        sum += inverse[c][a][b] * functional[b];
      }
      total += sum * sum;
    }
    return q * total;
  }

  /**
   * Variances of linear functionals of v at one r, added up: sums over lags by source, single
   * weights, own, total.
   */
  void variances(int c, int k, double[] result) {
    Arrays.fill(result, 0);
    for (int i = 0; i < m; i++) {
      double[] row = inverse[c][i];
      double all = row[0];
      result[m - 1 + k] += all * all;
      for (int a = 1; a < m; a++) {
        double x = row[a];
        result[k + a - 1] += x * x;
        all += x;
      }
      for (int j = 1; j <= k; j++) {
        double sum = row[j] + row[j + k] + row[j + 2 * k];
        result[j - 1] += sum * sum;
      }
      result[m + k] += all * all;
    }
    for (int a = 0; a < result.length; a++) {
      result[a] *= q;
    }
  }

  /** Lower triangle of the covariance of v at one r: sums over lags by source, then own. */
  double[][] covariance(int c, int k) {
    double[][] covariance = new double[k + 1][k + 1];
    double[] part = new double[k + 1];
    for (int i = 0; i < m; i++) {
      double[] row = inverse[c][i];
      for (int j = 1; j <= k; j++) {
        part[j - 1] = row[j] + row[j + k] + row[j + 2 * k];
      }
      part[k] = row[0];
      for (int a = 0; a <= k; a++) {
        for (int b = 0; b <= a; b++) {
          covariance[a][b] += q * part[a] * part[b];
        }
      }
    }
    return covariance;
  }
}
