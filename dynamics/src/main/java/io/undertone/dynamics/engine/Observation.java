// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * One closed period: adjusted sentiment and its sampling variance by audience.
 *
 * <p>R is limited to [1e-6, 1]: no tally is exact, and a value in [0,1] with a larger variance says
 * no more than a missing one.
 */
final class Observation {
  /** How far a value less its content effect may leave [0,1]. */
  static final double MARGIN = 1;

  private static final double SMALLEST_R = 1e-6;

  private final double[] y;
  private final boolean[] observed;
  private final double[] r;

  private Observation(double[] y, boolean[] observed, double[] r) {
    this.y = y;
    this.observed = observed;
    this.r = r;
  }

  static Observation checked(int n, double[] y, boolean[] observed, double[] r) {
    if (y.length != n || observed.length != n || r.length != n) {
      throw new IllegalArgumentException(
          "The engine follows "
              + n
              + " bloggers, but the period has "
              + y.length
              + " values, "
              + observed.length
              + " flags and "
              + r.length
              + " variances. Give one of each per blogger, in order; call join() first for a new"
              + " one.");
    }
    for (int i = 0; i < n; i++) {
      if (observed[i]) {
        check(i, y[i], r[i]);
      }
    }
    return new Observation(y.clone(), observed.clone(), r.clone());
  }

  private static void check(int i, double y, double r) {
    if (!(y >= -MARGIN && y <= 1 + MARGIN)) {
      throw new IllegalArgumentException(
          "Blogger "
              + i
              + " is observed with sentiment "
              + y
              + "; it must be in [0, 1], or, less its content effect, in [-1, 2]. A period without"
              + " posts is missing: set observed to false.");
    }
    if (!(r > 0 && r < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Blogger "
              + i
              + " is observed with sampling variance "
              + r
              + "; it must be positive and finite, the squared standard error of the sentiment.");
    }
  }

  int size() {
    return y.length;
  }

  boolean observed(int i) {
    return observed[i];
  }

  /** The value; 0 when missing. */
  double value(int i) {
    return observed[i] ? y[i] : 0;
  }

  /** Its sampling variance R; 1 when missing. */
  double variance(int i) {
    return observed[i] ? Math.min(1, Math.max(SMALLEST_R, r[i])) : 1;
  }

  boolean empty() {
    for (boolean any : observed) {
      if (any) {
        return false;
      }
    }
    return true;
  }

  /** Mean of the observed values. */
  double mean() {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < y.length; i++) {
      if (observed[i]) {
        sum += y[i];
        count++;
      }
    }
    return sum / count;
  }
}
