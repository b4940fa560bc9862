// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

import io.undertone.dynamics.solve.Rows;
import io.undertone.dynamics.state.Codec;
import java.util.Arrays;

/**
 * Additive sums of one row i of edge tests, from which every regression of the row is computed:
 *
 * <pre>
 *   u(t) = ( 1, filt_i(t-1), y_i(t-1), crowd_i(t-1..t-3), y_i(t), filt_j(t-1..t-3) for each source j )
 *   G += u u'          all but the 1 less .5
 * </pre>
 *
 * G is kept as its lower triangle, row after row; a source that joins adds rows at the end. Size (7
 * + 3K)(8 + 3K)/2 for K sources.
 */
final class EdgeSums {
  static final int LAGS = 3;

  /** 1, own level, own value, the crowd at each lag. */
  static final int CONTROLS = 3 + LAGS;

  static final int TARGET = CONTROLS;
  static final int FIRST_SOURCE = CONTROLS + 1;
  static final double CENTRE = .5;

  private int[] sources = {};
  private double[][] products = triangle(FIRST_SOURCE);
  private double[] u = new double[FIRST_SOURCE];

  /** Audiences tested as sources, ascending. */
  int[] sources() {
    return sources;
  }

  int order() {
    return FIRST_SOURCE + LAGS * sources.length;
  }

  /** N: number of values of the target. */
  double count() {
    return products[0][0];
  }

  static int column(int position, int lag) {
    return FIRST_SOURCE + LAGS * position + lag - 1;
  }

  private static double[][] triangle(int order) {
    double[][] rows = new double[order][];
    Arrays.setAll(rows, a -> new double[a + 1]);
    return rows;
  }

  /** Forgets everything and follows these sources from now on. */
  void restart(int[] chosen) {
    sources = chosen.clone();
    products = triangle(order());
    u = new double[order()];
  }

  /** Follows one more source, larger than those followed; its columns are 0 so far. */
  void append(int source) {
    sources = Arrays.copyOf(sources, sources.length + 1);
    sources[sources.length - 1] = source;
    double[][] larger = triangle(order());
    System.arraycopy(products, 0, larger, 0, products.length);
    products = larger;
    u = new double[order()];
  }

  /** Writes a source's past as one constant level: a shift that the constant control absorbs. */
  void level(int source, double level) {
    int position = Arrays.binarySearch(sources, source);
    if (position < 0) {
      return;
    }
    double c = level - CENTRE;
    int first = column(position, 1);
    for (int a = first; a < first + LAGS; a++) {
      for (int b = 0; b < order(); b++) {
        boolean own = b >= first && b < first + LAGS;
        products[Math.max(a, b)][Math.min(a, b)] = own ? c * c * count() : c * products[b][0];
      }
    }
  }

  /** The vector u to fill before {@link #add()}. */
  double[] next() {
    return u;
  }

  /** G += u u'. */
  void add() {
    for (int a = 0; a < u.length; a++) {
      Rows.add(products[a], 0, a + 1, u, u[a]);
    }
  }

  /**
   * G += u u' of several vectors u.
   *
   * @param many the vectors
   * @param weights scratch memory, one for each
   */
  void add(double[][] many, double[] weights) {
    for (int a = 0; a < u.length; a++) {
      for (int t = 0; t < many.length; t++) {
        weights[t] = many[t][a];
      }
      Rows.add(products[a], 0, a + 1, many, weights, 0, many.length);
    }
  }

  /** Writes the lower triangle of G into the rows of a square matrix. */
  void copyTo(double[][] square) {
    for (int a = 0; a < products.length; a++) {
      System.arraycopy(products[a], 0, square[a], 0, a + 1);
    }
  }

  void transfer(Codec codec) {
    int[] kept = codec.indices(sources);
    if (codec.reading()) {
      restart(kept);
    }
    double[] flat = new double[order() * (order() + 1) / 2];
    for (int a = 0, at = 0; a < products.length; at += ++a) {
      System.arraycopy(products[a], 0, flat, at, a + 1);
    }
    codec.values(flat);
    for (int a = 0, at = 0; a < products.length; at += ++a) {
      System.arraycopy(flat, at, products[a], 0, a + 1);
    }
  }
}
