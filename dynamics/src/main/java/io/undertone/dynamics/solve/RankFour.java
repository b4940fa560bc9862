// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.solve;

/**
 * The inner loop of dense algebra: four rows are added per pass, which saves most of the traffic.
 */
public final class RankFour {
  private RankFour() {}

  /** y_(at+s) += a0 x_(i0+s) + a1 x_(i1+s) + a2 x_(i2+s) + a3 x_(i3+s), s = 0..length-1. */
  public static void add(
      double[] y,
      int at,
      int length,
      double[] x,
      double a0,
      int i0,
      double a1,
      int i1,
      double a2,
      int i2,
      double a3,
      int i3) {
    for (int s = 0; s < length; s++) {
      y[at + s] = y[at + s] + a0 * x[i0 + s] + a1 * x[i1 + s] + a2 * x[i2 + s] + a3 * x[i3 + s];
    }
  }
}
