// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.nowcast;

/**
 * What an open period will say when it closes: the partial tally y combined with the forecast of
 * the state (mean m, variance v). Of the tally's sampling variance R, the part B comes from posts
 * being a sample, the rest from comments being one; the posts that are there keep B, new ones do
 * not.
 *
 * <pre>
 *   s  = m + g (y - m),  g = v/(v + R)                 the state: what new posts will say
 *   mu = m + h (y - m),  h = (v + B)/(v + R)           these posts: what their further comments will say
 *   nowcast  = A (G y + (1-G) mu) + (1-A) s            A, G of {@link ArrivalCurves}; f = A G
 *   variance = (1-A)^2 v (1-g) + A (1-A) R + A^2 ( (1-G)^2 (v+B)(1-h) + G (1-G) (R-B) )
 *              + var f ( (y-s)^2 + v (1-g) + R )
 * </pre>
 *
 * The last term is what not knowing f exactly costs. The state is updated by the tally less its
 * content effect, while the part that is already there counts with it. Where a post's comments are
 * there with it, G = 1 and this is f y + (1-f) s.
 *
 * @param mean expected final sentiment
 * @param variance its variance
 */
public record Nowcast(double mean, double variance) {
  /** Smallest variance of the state that is admitted. */
  static final double SMALLEST_STATE_VARIANCE = 4e-4;

  private static final double LEAST_STATE_VARIANCE = 1e-6;

  /** v of a forecast's variance: what is not sampling. */
  public static double stateVariance(double variance, double sampling) {
    return Math.max(LEAST_STATE_VARIANCE, variance - sampling);
  }

  /**
   * What an open period has said so far.
   *
   * @param value y, content effect included
   * @param effect content effect of the posts so far; 0 where it is not known
   * @param variance R, positive
   * @param between B, in [0, R]
   */
  record Partial(double value, double effect, double variance, double between) {}

  /**
   * @param m forecast of the state
   * @param stateVariance v = forecast variance - rbar, raised to 4e-4 where smaller
   */
  static Nowcast of(
      double m, double stateVariance, Partial partial, ArrivalCurves.Arrival arrival) {
    double v = Math.max(SMALLEST_STATE_VARIANCE, stateVariance);
    double r = partial.variance();
    double b = partial.between();
    double g = v / (v + r);
    double h = (v + b) / (v + r);
    double news = partial.value() - partial.effect() - m;
    double s = m + g * news;
    double mu = m + h * news + partial.effect();
    double begun = arrival.begun();
    double written = arrival.written();
    double left = v * (1 - g);
    double comments = (1 - written) * (1 - written) * (v + b) * (1 - h);
    double off = partial.value() - s;
    double variance =
        (1 - begun) * (1 - begun) * left
            + begun * (1 - begun) * r
            + begun * begun * (comments + written * (1 - written) * (r - b))
            + arrival.variance() * (off * off + left + r);
    return new Nowcast(
        begun * (written * partial.value() + (1 - written) * mu) + (1 - begun) * s, variance);
  }
}
