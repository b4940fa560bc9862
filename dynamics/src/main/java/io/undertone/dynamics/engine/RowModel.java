// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * Which strengths, delays and private opinions a row of the network weighs against each other:
 *
 * <pre>
 *   x_i(t) = d x_i(t-1) + sum_l sum_j W_ij^(l) [x_j(t-l) - r x_j(t-l-1)]/(1-r) + c0,   l = 1..L
 *   group (tau, L): prior scale tau of the weights, delays up to L; tau = 0: own value and anchor alone
 *   cell (group, r): r in {0, .15, .., .9}; r = 0: what is said is what is meant
 * </pre>
 *
 * The forecast also weighs own history (the bank) and four cross rungs (own history plus what
 * others did last). Rungs: bank | groups | cross.
 */
final class RowModel {
  /** Prior scales of the cross rungs. */
  static final double[] CROSS = {.02, .05, .15, .4};

  /** Longest delay, in periods. */
  static final int LAGS = 3;

  /** Distance of neighbours on the grid of r. */
  static final double STEP = .15;

  private static final double BANK_PRIOR = 4;
  private static final double DELAY_PRIOR = -1;

  /** f: discount of the sums per period. */
  final double memory;

  /** tau by group. */
  final double[] tau;

  /** L by group; 0 for tau = 0. */
  final int[] lags;

  /** Values of r. */
  final double[] grid;

  /** Log prior odds by rung. */
  final double[] prior;

  private RowModel(double memory, double[] tau, int[] lags, double[] grid) {
    this.memory = memory;
    this.tau = tau;
    this.lags = lags;
    this.grid = grid;
    this.prior = new double[1 + tau.length + CROSS.length];
    prior[0] = BANK_PRIOR;
    for (int g = 0; g < tau.length; g++) {
      prior[1 + g] = lags[g] > 1 ? DELAY_PRIOR : 0;
    }
  }

  /** The whole model, delays and private opinions included. */
  static RowModel whole() {
    return new RowModel(
        1,
        new double[] {0, .05, .15, .5, .05, .15, .5},
        new int[] {0, 1, 1, 1, 3, 3, 3},
        new double[] {0, .15, .3, .45, .6, .75, .9});
  }

  /** Delays without private opinions, for large crowds. */
  static RowModel delays() {
    RowModel whole = whole();
    return new RowModel(1, whole.tau, whole.lags, new double[] {0});
  }

  /** A forgetting copy: one delay, no private opinions. */
  static RowModel forgetting(double memory) {
    return new RowModel(
        memory, new double[] {0, .05, .15, .5}, new int[] {0, 1, 1, 1}, new double[] {0});
  }

  int groups() {
    return tau.length;
  }

  int rungs() {
    return prior.length;
  }

  int cells() {
    return groups() * grid.length;
  }

  /** Longest delay of any group. */
  int depth() {
    return lags[lags.length - 1];
  }

  /** Lagged vectors among the regressors: one more than delays where r may be positive. */
  int blocks() {
    return grid.length > 1 ? depth() + 1 : depth();
  }

  /** Weights of a cell: own, then lag by lag the sources. */
  int weights(int group, int sources) {
    return 1 + lags[group] * sources;
  }

  /** phi(d, r) = (d - r)/(d (1 - r)): share of the private opinion in what is said. */
  static double phi(double d, double r) {
    if (r <= 0) {
      return 1;
    }
    return d <= r ? 0 : (d - r) / (d * (1 - r));
  }

  static double clip(double x, double low, double high) {
    return Math.min(Math.max(x, low), Math.max(low, high));
  }

  static double clip(double x) {
    return clip(x, 0, 1);
  }
}
