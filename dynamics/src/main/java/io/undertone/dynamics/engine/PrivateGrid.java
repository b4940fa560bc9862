// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * Cells (d, phi, q) over which the expressed-private filter is averaged.
 *
 * @param d persistence of the private opinion, in [0,1), by cell
 * @param phi resilience, in (0,1], by cell
 * @param q variance of the private opinion's own movement, by cell
 */
record PrivateGrid(double[] d, double[] phi, double[] q) {
  private static final double[] PHI = {.15, .3, .45, .6, .75, .9, 1};

  /** 147 cells, for up to 64 bloggers. */
  static final PrivateGrid FINE =
      product(
          new double[] {0, .15, .3, .45, .6, .75, .9}, PHI, new double[] {4e-4, 1.6e-3, 6.4e-3});

  /** 15 cells, above. */
  static final PrivateGrid COARSE =
      product(new double[] {0, .3, .6, .8, .9}, new double[] {.3, .6, 1}, new double[] {1.6e-3});

  int cells() {
    return d.length;
  }

  static PrivateGrid product(double[] d, double[] phi, double[] q) {
    int cells = d.length * phi.length * q.length;
    PrivateGrid grid = new PrivateGrid(new double[cells], new double[cells], new double[cells]);
    int cell = 0;
    for (double a : d) {
      for (double b : phi) {
        for (double c : q) {
          grid.d[cell] = a;
          grid.phi[cell] = b;
          grid.q[cell++] = c;
        }
      }
    }
    return grid;
  }
}
