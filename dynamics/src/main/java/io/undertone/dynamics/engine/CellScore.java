// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.solve.Rows;

/**
 * Log evidence of one cell of a row, Q and the constant integrated by a Laplace step:
 *
 * <pre>
 *   F = { v &gt; 1e-6 }, own last ;  L L' = (Hc + diag lam)_FF ;  sd(d) = u sqrt(q)/L_last
 *   gap = (ybar - w.zbar) - clip( ybar - w.zbar, 0, 1 - sum w )
 *   rss = max(C0 - 2 w.c1 + w'Cw, 0) + N gap^2 + sum_j lam_j v_j^2 + lam_own (d-rho0)^2/u^2
 *   score = -.5 (qn+8) log(8q + rss) - sum log diag L + .5 sum_F log lam
 *           -.5 ( max(0, log( sqrt q / max(phi, .02) ) - top) / .35 )^2       phi := 1 if r = 0
 * </pre>
 *
 * The last term keeps the movement of the private opinion plausible. Scratch memory.
 */
final class CellScore {
  private static final double FREE = 1e-6;
  private static final double PRIOR_VALUES = 8;
  private static final double SMALLEST_PHI = .02;
  private static final double TOLERATED = .35;

  double value;
  double standardError;
  private int[] free = {};
  private int[] support = {};
  private double[][] factor = {};

  void of(
      PrivateMoments moments,
      double q,
      double values,
      double persistence,
      double top,
      RowSums sums,
      double[] v,
      int m,
      double[] ridge) {
    double u = 1 - moments.r;
    double d = moments.r + u * v[0];
    int count = free(v, m);
    double determinant = factor(moments, count, ridge);
    standardError =
        count > 0 && free[count - 1] == 0 ? u * Math.sqrt(q) * factor[count - 1][count - 1] : 0;
    double level = moments.zy;
    double total = 0;
    double penalty = 0;
    double fit = moments.yy;
    for (int a = 0; a < m; a++) {
      level -= v[a] * moments.tz[a];
      total += v[a];
      fit -= 2 * v[a] * moments.h[a];
      penalty += a > 0 ? ridge[a] * v[a] * v[a] : 0;
    }
    fit += square(moments, v, m);
    double gap = level - RowModel.clip(level, 0, u * (1 - total));
    double off = (d - persistence) / u;
    double rss = Math.max(fit, 0) + sums.n * gap * gap + penalty + ridge[0] * off * off;
    value =
        -.5 * (values + PRIOR_VALUES) * Math.log(PRIOR_VALUES * q + rss)
            + determinant
            - implausible(q, d, moments.r, top);
  }

  private double square(PrivateMoments moments, double[] v, int m) {
    int count = 0;
    for (int a = 0; a < m; a++) {
      if (v[a] != 0) {
        support[count++] = a;
      }
    }
    double sum = 0;
    for (int s = 0; s < count; s++) {
      double[] row = moments.hc[support[s]];
      double product = 0;
      for (int b = 0; b < count; b++) {
        product += row[support[b]] * v[support[b]];
      }
      sum += v[support[s]] * product;
    }
    return sum;
  }

  private static double implausible(double q, double d, double r, double top) {
    double phi = r > 0 ? Math.max(SMALLEST_PHI, RowModel.phi(d, r)) : 1;
    double over = Math.max(0, .5 * Math.log(q) - Math.log(phi) - top) / TOLERATED;
    return .5 * over * over;
  }

  private int free(double[] v, int m) {
    if (free.length < m) {
      free = new int[m];
      support = new int[m];
      factor = new double[m][m];
    }
    int count = 0;
    for (int a = 1; a < m; a++) {
      if (v[a] > FREE) {
        free[count++] = a;
      }
    }
    if (v[0] > FREE) {
      free[count++] = 0;
    }
    return count;
  }

  /**
   * Cholesky of the free block, column c of L in row c from its diagonal on, which holds 1/L_cc;
   * returns -sum log diag L + .5 sum log lam = -.5 log prod L_cc^2/lam_c.
   */
  private double factor(PrivateMoments moments, int count, double[] ridge) {
    for (int b = 0; b < count; b++) {
      double[] row = moments.hc[free[b]];
      for (int a = 0; a <= b; a++) {
        factor[a][b] = row[free[a]];
      }
      factor[b][b] += ridge[free[b]];
    }
    double logs = 0;
    double product = 1;
    for (int c = 0; c < count; c++) {
      double[] column = factor[c];
      product *= column[c] / ridge[free[c]];
      column[c] = 1 / Math.sqrt(column[c]);
      for (int b = c + 1; b < count; b++) {
        column[b] *= column[c];
      }
      for (int a = c + 1; a < count; a++) {
        Rows.add(factor[a], a, count, column, -column[a]);
      }
      if ((c & 7) == 7) {
        logs -= .5 * Math.log(product);
        product = 1;
      }
    }
    return logs - .5 * Math.log(product);
  }
}
