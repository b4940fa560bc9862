// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.solve.Rows;
import io.undertone.dynamics.state.Codec;
import java.util.Arrays;

/**
 * Discounted, weighted sums of a row, centred as they grow (weighted Welford, never raw moments):
 *
 * <pre>
 *   N &lt;- f N + om ;  g = om/N ;  fac = om (1-g) ;  d = z - zbar ;  dy = y - ybar ;  d2 = y - off - y2bar
 *   C &lt;- f C + fac d d' ;  c1 &lt;- f c1 + fac dy d ;  c2 &lt;- f c2 + fac d2 d ;  C0 &lt;- f C0 + fac dy^2
 *   zbar += g d ;  ybar += g dy ;  y2bar += g d2
 * </pre>
 *
 * z holds p = 1 + blocks K regressors: own value, then block by block the K sources. om = Q/S is
 * the share of a value's surprise that is movement, not sampling error.
 */
final class RowSums {
  /** N at the start: a pseudo-observation that the level persists. */
  static final double N0 = 1.4;

  final int p;
  final double[] z;
  final double[][] c;
  final double[] c1;
  final double[] c2;
  double c0;
  double n = N0;
  double y;
  double y2;

  RowSums(int p) {
    this.p = p;
    z = new double[p];
    c = new double[p][p];
    c1 = new double[p];
    c2 = new double[p];
  }

  /** Starts anew at a level, the regressors at theirs. */
  void start(double level, double[] regressors) {
    for (double[] row : c) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(c1, 0);
    Arrays.fill(c2, 0);
    System.arraycopy(regressors, 0, z, 0, p);
    c0 = 0;
    n = N0;
    y = level;
    y2 = 0;
  }

  /**
   * One period.
   *
   * @param d z - zbar, as of before
   * @param om weight; 0 where the value is missing
   */
  void learn(double memory, double om, double value, double off, double[] d) {
    double factor = move(memory, om, value, off, d);
    if (memory != 1 || om != 0) {
      for (int a = 0; a < p; a++) {
        double da = d[a];
        double[] row = c[a];
        for (int b = 0; b < p; b++) {
          // in this order C stays symmetric to the bit
          row[b] = memory * row[b] + factor * (da * d[b]);
        }
      }
    }
  }

  /** One period but for C: returns fac. */
  double move(double memory, double om, double value, double off, double[] d) {
    n = memory * n + om;
    double g = n > 0 ? om / n : 0;
    double factor = om * (1 - g);
    double dy = value - y;
    double d2 = value - off - y2;
    for (int a = 0; a < p; a++) {
      c1[a] = memory * c1[a] + factor * dy * d[a];
      c2[a] = memory * c2[a] + factor * d2 * d[a];
      z[a] += g * d[a];
    }
    c0 = memory * c0 + factor * dy * dy;
    y += g * dy;
    y2 += g * d2;
    return factor;
  }

  /**
   * C of periods that {@link #move} has learned; its lower triangle alone.
   *
   * @param d their deviations
   * @param factor fac of each
   * @param weights scratch memory, one for each
   */
  void add(double[][] d, double[] factor, double[] weights) {
    for (int a = 0; a < p; a++) {
      for (int t = 0; t < factor.length; t++) {
        weights[t] = factor[t] * d[t][a];
      }
      Rows.add(c[a], 0, a + 1, d, weights, 0, factor.length);
    }
  }

  /** Makes C symmetric again, after {@link #add}. */
  void mirror() {
    for (int a = 0; a < p; a++) {
      for (int b = 0; b < a; b++) {
        c[b][a] = c[a][b];
      }
    }
  }

  /** A source is heard for the first time: its columns start anew at its level. */
  void restart(int source, int sources, double level) {
    for (int a = 1 + source; a < p; a += sources) {
      for (int b = 0; b < p; b++) {
        c[a][b] = 0;
        c[b][a] = 0;
      }
      c1[a] = 0;
      c2[a] = 0;
      z[a] = level;
    }
  }

  /**
   * The same sums with other regressors.
   *
   * @param from for each new regressor its position here, or -1 - k for a new one at level k
   * @param levels levels of new regressors
   */
  RowSums select(int[] from, double[] levels) {
    RowSums chosen = new RowSums(from.length);
    for (int a = 0; a < from.length; a++) {
      if (from[a] < 0) {
        chosen.z[a] = levels[-1 - from[a]];
        continue;
      }
      chosen.z[a] = z[from[a]];
      chosen.c1[a] = c1[from[a]];
      chosen.c2[a] = c2[from[a]];
      for (int b = 0; b < from.length; b++) {
        chosen.c[a][b] = from[b] < 0 ? 0 : c[from[a]][from[b]];
      }
    }
    chosen.c0 = c0;
    chosen.n = n;
    chosen.y = y;
    chosen.y2 = y2;
    return chosen;
  }

  /** C is symmetric: its lower triangle is kept. */
  void transfer(Codec codec) {
    codec.values(z);
    codec.values(c1);
    codec.values(c2);
    c0 = codec.value(c0);
    n = codec.value(n);
    y = codec.value(y);
    y2 = codec.value(y2);
    double[] triangle = new double[p * (p + 1) / 2];
    for (int a = 0, at = 0; a < p; at += ++a) {
      System.arraycopy(c[a], 0, triangle, at, a + 1);
    }
    codec.values(triangle);
    for (int a = 0, at = 0; a < p; at += ++a) {
      System.arraycopy(triangle, at, c[a], 0, a + 1);
    }
    mirror();
  }
}
