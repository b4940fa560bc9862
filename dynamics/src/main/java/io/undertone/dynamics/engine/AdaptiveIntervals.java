// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * Interval widths that learn from their own misses (Gibbs and Candes 2021), pooled over bloggers:
 *
 * <pre>
 *   interval_a = mean +- q_a sqrt(var)
 *   q_a &lt;- max(.2, q_a + .05 m_a (1[ |y - mean| &gt; q_a sqrt(var) ] - a)),   a = .2, .05, .01
 * </pre>
 *
 * m is 1 for a = .2 and 2 for the others; q starts at the normal quantile.
 */
final class AdaptiveIntervals {
  /** Coverage of 80, 95 and 99 %. */
  enum Level {
    EIGHTY,
    NINETY_FIVE,
    NINETY_NINE
  }

  private static final double[] MISSES = {.2, .05, .01};
  private static final double[] STEP = {.05, .1, .1};

  private final double[] q = {1.2816, 1.96, 2.576};

  double multiplier(Level level) {
    return q[level.ordinal()];
  }

  double halfWidth(Level level, double variance) {
    return multiplier(level) * Math.sqrt(variance);
  }

  void learn(double error, double variance) {
    for (Level level : Level.values()) {
      int k = level.ordinal();
      double miss = Math.abs(error) > halfWidth(level, variance) ? 1 : 0;
      q[k] = Math.max(.2, q[k] + STEP[k] * (miss - MISSES[k]));
    }
  }

  void transfer(StateTape tape) {
    tape.values(q);
  }
}
