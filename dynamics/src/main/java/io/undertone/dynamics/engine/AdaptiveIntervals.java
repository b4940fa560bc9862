// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.state.Codec;

/**
 * Interval widths that learn from their own misses (Gibbs and Candes 2021), pooled over bloggers:
 *
 * <pre>
 *   interval_a = mean +- q_a sqrt(var)
 *   q_a &lt;- max(.2, q_a + h_a (1[ |y - mean| &gt; q_a sqrt(var) ] - a)),   a = .2, .05, .01
 * </pre>
 *
 * For forecasts h is .05 for a = .2 and .1 for the others, and q starts at the normal quantile.
 */
public final class AdaptiveIntervals {
  /** Coverage of 80, 95 and 99 %. */
  public enum Level {
    EIGHTY,
    NINETY_FIVE,
    NINETY_NINE
  }

  private static final double[] MISSES = {.2, .05, .01};

  private final double[] steps;
  private final double[] q;

  /** Intervals of forecasts. */
  AdaptiveIntervals() {
    this(new double[] {1.2816, 1.96, 2.576}, new double[] {.05, .1, .1});
  }

  /**
   * @param start q at the start, by level
   * @param steps h, by level
   */
  public AdaptiveIntervals(double[] start, double[] steps) {
    this.q = start.clone();
    this.steps = steps.clone();
  }

  /** q: half width of the interval in standard deviations. */
  public double multiplier(Level level) {
    return q[level.ordinal()];
  }

  double halfWidth(Level level, double variance) {
    return multiplier(level) * Math.sqrt(variance);
  }

  /**
   * Learns one outcome.
   *
   * @param error value less mean
   * @param variance that was given with the mean
   */
  public void learn(double error, double variance) {
    for (Level level : Level.values()) {
      int k = level.ordinal();
      double miss = Math.abs(error) > halfWidth(level, variance) ? 1 : 0;
      q[k] = Math.max(.2, q[k] + steps[k] * (miss - MISSES[k]));
    }
  }

  /**
   * The multipliers, by level; with them {@link #AdaptiveIntervals(double[], double[])} goes on.
   */
  public double[] multipliers() {
    return q.clone();
  }

  /** Lists the multipliers. */
  public void transfer(Codec codec) {
    codec.values(q);
  }
}
