// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

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

  void of(NetworkRow row, PrivateMoments moments) {
    RowModel model = row.model;
    int k = row.sources.length;
    m = 1 + model.depth() * k;
    q = Math.max(row.q, 1e-8);
    reserve(model.grid.length);
    for (int c = 0; c < model.grid.length; c++) {
      double r = model.grid[c];
      moments.of(row.sums, m, k, r);
      System.arraycopy(moments.tz, 0, tz[c], 0, m);
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
    }
  }

  /** L', row by row, so that the innermost loop runs along a row. */
  private void factor(PrivateMoments moments, double u) {
    System.arraycopy(moments.hc, 0, factor, 0, m * m);
    for (int a = 0; a < m; a++) {
      double width = a == 0 ? OWN_WIDTH : WIDTH;
      factor[a * m + a] += q * u * u / (width * width);
    }
    for (int c = 0; c < m; c++) {
      int pivot = c * m;
      double root = Math.sqrt(factor[pivot + c]);
      factor[pivot + c] = root;
      for (int a = c + 1; a < m; a++) {
        factor[pivot + a] /= root;
      }
      for (int a = c + 1; a < m; a++) {
        double weight = factor[pivot + a];
        int row = a * m;
        for (int b = a; b < m; b++) {
          factor[row + b] -= weight * factor[pivot + b];
        }
      }
    }
  }

  /** L^-1 row by row: row a = (e_a - sum_{b<a} L_ab row b)/L_aa. */
  private void invert(double[] result) {
    for (int a = 0; a < m; a++) {
      int row = a * m;
      java.util.Arrays.fill(result, row, row + m, 0);
      for (int b = 0; b < a; b++) {
        double weight = factor[b * m + a];
        int other = b * m;
        for (int c = 0; c <= b; c++) {
          result[row + c] -= weight * result[other + c];
        }
      }
      for (int c = 0; c < a; c++) {
        result[row + c] /= factor[row + a];
      }
      result[row + a] = 1 / factor[row + a];
    }
  }

  private void solve(double[] inverse, double[] h, double[] result) {
    java.util.Arrays.fill(result, 0, m, 0);
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

  /** Variances of v_first + v_(first+step) + ..., for the given first and number of terms. */
  double variance(int c, int first, int step, int terms) {
    double total = 0;
    for (int a = first; a < m; a++) {
      double sum = 0;
      for (int t = 0, b = first; t < terms && b <= a; t++, b += step) {
        sum += inverse[c][a * m + b];
      }
      total += sum * sum;
    }
    return q * total;
  }
}
