// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * What an open period will say when it closes: the partial tally y (sampling variance R_part)
 * combined with the forecast of the state (mean m, variance v),
 *
 * <pre>
 *   g = v/(v + R_part);  s = m + g (y - m);  nowcast = f y + (1-f) s
 *   variance = (1-f)^2 ( v (1-g) + R_part f/(1-f) )
 * </pre>
 *
 * f in [0,1] is the expected share of the final like weight already seen. Without a post f = 0 and
 * s = m.
 *
 * @param mean expected final sentiment
 * @param variance its variance
 */
public record Nowcast(double mean, double variance) {
  /** Smallest variance of the state that is admitted. */
  public static final double SMALLEST_STATE_VARIANCE = 4e-4;

  /**
   * Before the first post: the forecast itself, with the sampling variance the final value will
   * have.
   */
  public static Nowcast withoutPosts(double m, double forecastVariance) {
    return new Nowcast(m, forecastVariance);
  }

  /**
   * @param m forecast of the state
   * @param stateVariance v = forecast variance - rbar, raised to 4e-4 where smaller
   * @param partial y, the partial tally, content effect left in on both sides or on neither
   * @param partialVariance R_part of section 1.1, positive
   * @param share f in [0,1]
   */
  public static Nowcast of(
      double m, double stateVariance, double partial, double partialVariance, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "The share of the final weight already seen is " + share + "; it must be in [0, 1].");
    }
    double v = Math.max(SMALLEST_STATE_VARIANCE, stateVariance);
    double g = v / (v + partialVariance);
    double s = m + g * (partial - m);
    double open = 1 - share;
    double variance = open * open * v * (1 - g) + open * share * partialVariance;
    return new Nowcast(share * partial + open * s, variance);
  }
}
