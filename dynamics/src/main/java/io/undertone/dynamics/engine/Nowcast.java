// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * What an open period will say when it closes: the partial tally y (sampling variance R_part)
 * combined with the forecast of the state (mean m, variance v),
 *
 * <pre>
 *   g = v/(v + R_part);  s = m + g (y - m);  nowcast = f y + (1-f) s
 *   variance = (1-f)^2 ( v (1-g) + R_part f/(1-f) ) + var f ( (y-s)^2 + v (1-g) + R_part )
 * </pre>
 *
 * f in [0,1] is the expected share of the final like weight already seen; the last term is what not
 * knowing it exactly costs. The state is updated by the tally less its content effect, while the
 * part that is already there counts with it. Without a post f = 0 and s = m.
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
   * @param partial y, the partial tally, content effect included
   * @param effect content effect of the posts so far; 0 where it is not known
   * @param partialVariance R_part of the tally, positive
   * @param share f in [0,1]
   * @param shareVariance var f, not negative
   */
  public static Nowcast of(
      double m,
      double stateVariance,
      double partial,
      double effect,
      double partialVariance,
      double share,
      double shareVariance) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "The share of the final weight already seen is " + share + "; it must be in [0, 1].");
    }
    double v = Math.max(SMALLEST_STATE_VARIANCE, stateVariance);
    double g = v / (v + partialVariance);
    double s = m + g * (partial - effect - m);
    double open = 1 - share;
    double left = v * (1 - g);
    double off = partial - s;
    double variance =
        open * open * left
            + open * share * partialVariance
            + shareVariance * (off * off + left + partialVariance);
    return new Nowcast(share * partial + open * s, variance);
  }
}
