// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * The moments of a row as they look for one r, where the regressors are T'z: own (1-r) x_i, source
 * x_j(t-l) - r x_j(t-l-1), and the target is y - r x_i:
 *
 * <pre>
 *   Hc = T'CT ;  h = T'(c1 - r C[:,own]) ;  tz = T'zbar ;  zy = ybar - r zbar_own ;  yy = var(y - r x_i)
 * </pre>
 *
 * Scratch memory: allocates only when it meets a larger row.
 */
final class PrivateMoments {
  /** 1 + depth K: number of weights. */
  int m;

  /** Hc, m x m. */
  double[][] hc = {};

  double[] h = {};
  double[] tz = {};
  private double[] without = {};
  private double[] later = {};
  double zy;
  double yy;
  double r;

  void of(RowSums sums, int weights, int sources, double r) {
    m = weights;
    this.r = r;
    if (h.length < m) {
      hc = new double[m][m];
      without = new double[m + sources];
      later = new double[m];
      h = new double[m];
      tz = new double[m];
    }
    transform(sums.z, sources, r, tz);
    zy = sums.y - r * sums.z[0];
    int p = sums.p;
    double[][] c = sums.c;
    yy = sums.c0 - 2 * r * sums.c1[0] + r * r * c[0][0];
    double u = 1 - r;
    if (r == 0) {
      for (int a = 0; a < m; a++) {
        System.arraycopy(c[a], 0, hc[a], 0, m);
      }
      System.arraycopy(sums.c1, 0, h, 0, m);
      return;
    }
    hc[0][0] = u * u * c[0][0];
    h[0] = u * (sums.c1[0] - r * c[0][0]);
    for (int b = 1; b < m; b++) {
      hc[0][b] = u * (c[0][b] - r * c[0][b + sources]);
      hc[b][0] = hc[0][b];
      h[b] = sums.c1[b] - r * c[0][b] - r * (sums.c1[b + sources] - r * c[0][b + sources]);
    }
    for (int a = 1; a < m; a++) {
      difference(c[a], c[a + sources], r, without, p);
      System.arraycopy(without, sources + 1, later, 1, m - 1);
      difference(without, later, r, hc[a], m);
    }
  }

  /** x - r y from the second entry on. */
  private static void difference(double[] x, double[] y, double r, double[] result, int to) {
    for (int b = 1; b < to; b++) {
      result[b] = x[b] - r * y[b];
    }
  }

  /** T'z, into {@code result}, whose length says how many. */
  static void transform(double[] z, int sources, double r, double[] result, int weights) {
    result[0] = (1 - r) * z[0];
    for (int a = 1; a < weights; a++) {
      result[a] = r == 0 ? z[a] : z[a] - r * z[a + sources];
    }
  }

  private void transform(double[] z, int sources, double r, double[] result) {
    transform(z, sources, r, result, m);
  }
}
