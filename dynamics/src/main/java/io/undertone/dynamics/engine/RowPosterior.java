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
  private double[][] inverse = {};
  private double[] factor = {};
  private double[] work = {};
  private int[] position = {};

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
      inverse = new double[grid][m * m];
      factor = new double[m * m];
      work = new double[m];
      position = new int[m];
    }
  }

  /** L' row by row: row c = (A_c - sum_{p<c} L_cp row p)/L_cc. */
  private void factor(PrivateMoments moments, double u) {
    System.arraycopy(moments.hc, 0, factor, 0, m * m);
    for (int c = 0; c < m; c++) {
      double width = c == 0 ? OWN_WIDTH : WIDTH;
      int pivot = c * m + c;
      factor[pivot] += q * u * u / (width * width);
      subtract(c, factor, pivot, m - c, c);
      double scale = 1 / Math.sqrt(factor[pivot]);
      for (int b = pivot; b < (c + 1) * m; b++) {
        factor[b] *= scale;
      }
    }
  }

  /** L^-1 row by row: row a = (e_a - sum_{b<a} L_ab row b)/L_aa. */
  private void invert(double[] result) {
    for (int a = 0; a < m; a++) {
      int row = a * m;
      Arrays.fill(result, row, row + m, 0);
      subtract(a, result, row, a, 0);
      double scale = 1 / factor[row + a];
      for (int c = row; c < row + a; c++) {
        result[c] *= scale;
      }
      result[row + a] = scale;
    }
  }

  /** rows_(at..) -= sum_{p<a} L_ap rows_(p, first..). */
  private void subtract(int a, double[] rows, int at, int length, int first) {
    for (int p = 0; p < a; p++) {
      work[p] = -factor[p * m + a];
      position[p] = p * m + first;
    }
    Rows.add(rows, at, length, rows, position, work, 0, a);
  }

  private void solve(double[] inverse, double[] h, double[] result) {
    Arrays.fill(result, 0, m, 0);
    for (int a = 0; a < m; a++) {
      double sum = 0;
      for (int c = 0; c <= a; c++) {
        sum += inverse[a * m + c] * h[c];
      }
      for (int c = 0; c <= a; c++) {
        result[c] += inverse[a * m + c] * sum;
      }
    }
  }

  /** a'Sig_r a. */
  double variance(int c, double[] functional) {
    double total = 0;
    for (int a = 0; a < m; a++) {
      double sum = 0;
      for (int b = 0; b <= a; b++) {
        sum += inverse[c][a * m + b] * functional[b];
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
    for (int row = 0; row < m * m; row += m) {
      double all = inverse[c][row];
      result[m - 1 + k] += all * all;
      for (int a = 1; a < m; a++) {
        double x = inverse[c][row + a];
        result[k + a - 1] += x * x;
        all += x;
      }
      for (int j = row + 1; j <= row + k; j++) {
        double sum = inverse[c][j] + inverse[c][j + k] + inverse[c][j + 2 * k];
        result[j - row - 1] += sum * sum;
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
    for (int row = 0; row < m * m; row += m) {
      for (int j = 0; j < k; j++) {
        int at = row + 1 + j;
        part[j] = inverse[c][at] + inverse[c][at + k] + inverse[c][at + 2 * k];
      }
      part[k] = inverse[c][row];
      for (int a = 0; a <= k; a++) {
        for (int b = 0; b <= a; b++) {
          covariance[a][b] += q * part[a] * part[b];
        }
      }
    }
    return covariance;
  }
}
