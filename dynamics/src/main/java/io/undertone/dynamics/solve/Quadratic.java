// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.solve;

/**
 * A symmetric, positive semi-definite matrix H by rows. {@link SimplexQp} asks for all of its
 * diagonal but only for the rows of weights that are tried on the way to the minimiser, so that
 * others need not be made.
 */
public interface Quadratic {
  /** H_jj. */
  double diagonal(int j);

  /** Row j, at least as many entries as there are weights, valid until the programme is solved. */
  double[] row(int j);

  /** A matrix that is there: not copied. */
  static Quadratic of(double[][] rows) {
    return new Quadratic() {
      @Override
      public double diagonal(int j) {
        return rows[j][j];
      }

      @Override
      public double[] row(int j) {
        return rows[j];
      }
    };
  }
}
