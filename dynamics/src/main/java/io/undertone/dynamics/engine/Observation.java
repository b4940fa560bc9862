// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * One closed period: adjusted sentiment and its sampling variance by blogger.
 *
 * <p>R is limited to [1e-6, 0.25]: no tally is exact, and no number in [0,1] has a variance above
 * 0.25, so that a larger R (infinity too) says no more than that.
 */
final class Observation {
  private static final double SMALLEST_R = 1e-6;
  private static final double LARGEST_R = .25;

  private final double[] y;
  private final boolean[] observed;
  private final double[] r;

  Observation(double[] y, boolean[] observed, double[] r) {
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
      if (observed[i] && (!Double.isFinite(y[i]) || !(r[i] >= 0))) {
        throw new IllegalArgumentException(
            "Blogger "
                + i
                + " is observed with sentiment "
                + y[i]
                + " and variance "
                + r[i]
                + "; sentiment must be finite and the variance not negative. A period without posts"
                + " is missing: set observed to false.");
      }
    }
    return new Observation(y, observed, r);
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

  /** Its sampling variance, or the given one when it is missing. */
  double variance(int i, double whenMissing) {
    return observed[i] ? Math.min(LARGEST_R, Math.max(SMALLEST_R, r[i])) : whenMissing;
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
