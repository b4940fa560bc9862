// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.solve;

import java.util.Arrays;

/**
 * Weighted sums of rows of a matrix, the inner loop of what is dense here, and what is made of
 * them. A matrix is an array of rows, so that all arrays of a loop have one index and the compiler
 * makes vector instructions of it; with rows that begin anywhere in a flat array it does not, which
 * takes three times as long.
 */
public final class Rows {
  private Rows() {}

  /**
   * y_s += sum_p a_p x_ps for s = from..to-1, in the order of p = first..last-1. Four rows are
   * added per pass, which saves most of the traffic and changes no bit.
   *
   * @param from first s
   * @param to behind the last s
   * @param x rows
   * @param first first p
   * @param last behind the last p
   */
  public static void add(
      double[] y, int from, int to, double[][] x, double[] a, int first, int last) {
    int p = first;
    for (; p + 4 <= last; p += 4) {
      double a0 = a[p];
      double a1 = a[p + 1];
      double a2 = a[p + 2];
      double a3 = a[p + 3];
      double[] x0 = x[p];
      double[] x1 = x[p + 1];
      double[] x2 = x[p + 2];
      double[] x3 = x[p + 3];
      for (int s = from; s < to; s++) {
        y[s] = y[s] + a0 * x0[s] + a1 * x1[s] + a2 * x2[s] + a3 * x3[s];
      }
    }
    for (; p < last; p++) {
      add(y, from, to, x[p], a[p]);
    }
  }

  /** y_s += a x_s for s = from..to-1. */
  public static void add(double[] y, int from, int to, double[] x, double a) {
    for (int s = from; s < to; s++) {
      y[s] += a * x[s];
    }
  }

  /** sum_k a_k b_k over the length of a, in order. */
  public static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** sum_k a_k, in order. */
  public static double sum(double[] a) {
    double sum = 0;
    for (double value : a) {
      sum += value;
    }
    return sum;
  }

  /** A B. */
  public static double[][] multiply(double[][] a, double[][] b) {
    double[][] product = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      add(product[i], 0, product[i].length, b, a[i], 0, b.length);
    }
    return product;
  }

  /** The rows of a flat, row-major n x n matrix. */
  public static double[][] of(int n, double[] flat) {
    double[][] rows = new double[n][];
    for (int i = 0; i < n; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * n, (i + 1) * n);
    }
    return rows;
  }
}
