// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.solve;

/** Weighted sums of rows of a flat matrix, the inner loop of what is dense here. */
public final class Rows {
  private Rows() {}

  /**
   * y_(at+s) += sum_p a_p x_(row_p+s) for s = 0..length-1, in the order of p. Four rows are added
   * per pass, which saves most of the traffic and changes no bit.
   *
   * @param row position of each row in x
   * @param from first p
   * @param to behind the last p
   */
  public static void add(
      double[] y, int at, int length, double[] x, int[] row, double[] a, int from, int to) {
    int p = from;
    for (; p + 4 <= to; p += 4) {
      double a0 = a[p];
      double a1 = a[p + 1];
      double a2 = a[p + 2];
      double a3 = a[p + 3];
      int x0 = row[p];
      int x1 = row[p + 1];
      int x2 = row[p + 2];
      int x3 = row[p + 3];
      for (int s = 0; s < length; s++) {
        y[at + s] = y[at + s] + a0 * x[x0 + s] + a1 * x[x1 + s] + a2 * x[x2 + s] + a3 * x[x3 + s];
      }
    }
    for (; p < to; p++) {
      double a0 = a[p];
      int x0 = row[p];
      for (int s = 0; s < length; s++) {
        y[at + s] += a0 * x[x0 + s];
      }
    }
  }
}
