// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One closed period: sentiment less its content effect and its sampling variance by audience.
 *
 * <p>R is limited to [1e-6, 1]: no tally is exact, and a value in [0,1] with a larger variance says
 * no more than a missing one.
 */
final class Observation {
  private static final double SMALLEST_R = 1e-6;

  private final double[] y;
  private final boolean[] observed;
  private final double[] r;

  private Observation(double[] y, boolean[] observed, double[] r) {
    this.y = y;
    this.observed = observed;
    this.r = r;
  }

  /**
   * @param effect what the posts' content adds to y, finite, or NaN for nothing; null for none at
   *     all
   */
  static Observation checked(
      int n, double[] y, double @Nullable [] effect, boolean[] observed, double[] r) {
    boolean fits = effect == null || effect.length == n;
    if (y.length != n || observed.length != n || r.length != n || !fits) {
      throw new IllegalArgumentException(
          "The engine follows "
              + n
              + " bloggers, but the period has "
              + y.length
              + " values, "
              + observed.length
              + " flags and "
              + r.length
              + " variances"
              + (effect == null ? "" : " and " + effect.length + " content effects")
              + ". Give one of each per blogger, in order; call join() first for a new"
              + " one.");
    }
    double[] adjusted = y.clone();
    for (int i = 0; i < n; i++) {
      if (observed[i]) {
        check(i, y[i], r[i]);
        adjusted[i] -= effect == null || Double.isNaN(effect[i]) ? 0 : effect(i, effect[i]);
      }
    }
    return new Observation(adjusted, observed.clone(), r.clone());
  }

  private static double effect(int i, double effect) {
    if (!(Math.abs(effect) <= 1)) {
      throw new IllegalArgumentException(
          "Blogger "
              + i
              + " is observed with a content effect of "
              + effect
              + "; it must be in [-1, 1], or NaN where it is not known.");
    }
    return effect;
  }

  private static void check(int i, double y, double r) {
    if (!(y >= 0 && y <= 1)) {
      throw new IllegalArgumentException(
          "Blogger "
              + i
              + " is observed with sentiment "
              + y
              + "; it must be in [0, 1]. A period without posts is missing: set observed to false.");
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

  /**
   * One period in three copies.
   *
   * @param learned less what the scores of posts explain: what the engine learns
   * @param adjusted less everything that posts explain
   * @param heard as it was heard
   */
  record Copies(Observation learned, Observation adjusted, Observation heard) {
    /** Whether they differ. */
    boolean apart() {
      return !Arrays.equals(learned.y, adjusted.y) || !Arrays.equals(learned.y, heard.y);
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
