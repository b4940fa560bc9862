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
  double[] hc = {};

  double[] h = {};
  double[] tz = {};
  double zy;
  double yy;
  double r;

  void of(RowSums sums, int weights, int sources, double r) {
    m = weights;
    this.r = r;
    if (h.length < m) {
      hc = new double[m * m];
      h = new double[m];
      tz = new double[m];
    }
    transform(sums.z, sources, r, tz);
    zy = sums.y - r * sums.z[0];
    int p = sums.p;
    double[] c = sums.c;
    yy = sums.c0 - 2 * r * sums.c1[0] + r * r * c[0];
    double u = 1 - r;
    if (r == 0) {
      for (int a = 0; a < m; a++) {
        System.arraycopy(c, a * p, hc, a * m, m);
      }
      System.arraycopy(sums.c1, 0, h, 0, m);
      return;
    }
    hc[0] = u * u * c[0];
    h[0] = u * (sums.c1[0] - r * c[0]);
    for (int b = 1; b < m; b++) {
      hc[b] = u * (c[b] - r * c[b + sources]);
      hc[b * m] = hc[b];
      h[b] = sums.c1[b] - r * c[b] - r * (sums.c1[b + sources] - r * c[b + sources]);
    }
    for (int a = 1; a < m; a++) {
      int now = a * p;
      int before = (a + sources) * p;
      int row = a * m;
      for (int b = 1; b < m; b++) {
        hc[row + b] =
            (c[now + b] - r * c[before + b])
                - r * (c[now + b + sources] - r * c[before + b + sources]);
      }
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
