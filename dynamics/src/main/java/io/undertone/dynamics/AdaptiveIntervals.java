// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import io.undertone.dynamics.state.Codec;

/**
 * Interval widths that learn from their own misses (Gibbs and Candes 2021), pooled over bloggers:
 *
 * <pre>
 *   interval_a = mean +- q_a sqrt(var)
 *   q_a &lt;- max(.2, q_a + h_a (1[ |y - mean| &gt; q_a sqrt(var) ] - a)),   a = .2, .05, .01
 * </pre>
 *
 * Of forecasts h is .05 for a = .2 and .1 for the others, of the reaction to one post .01 and .02;
 * q starts at the normal quantile.
 *
 * @see <a href="https://arxiv.org/abs/2106.00170">Gibbs and Candes 2021</a>
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
  public AdaptiveIntervals() {
    this(new double[] {1.2816, 1.96, 2.576}, new double[] {.05, .1, .1});
  }

  /** Intervals of the reaction to one post: 80 and 95 % alone. */
  public static AdaptiveIntervals ofReactions() {
    return new AdaptiveIntervals(new double[] {1.2816, 1.96}, new double[] {.01, .02});
  }

  /**
   * @param start q at the start, by level; the first levels alone where there are fewer
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

  /** Half width of the interval around a mean of this variance. */
  public double halfWidth(Level level, double variance) {
    return multiplier(level) * Math.sqrt(variance);
  }

  /**
   * Learns one outcome.
   *
   * @param error value less mean
   * @param variance that was given with the mean
   */
  public void learn(double error, double variance) {
    for (int k = 0; k < q.length; k++) {
      double miss = Math.abs(error) > q[k] * Math.sqrt(variance) ? 1 : 0;
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

  /** Lists the multipliers without their number. */
  public void transferEach(Codec codec) {
    for (int k = 0; k < q.length; k++) {
      q[k] = codec.value(q[k]);
    }
  }
}
