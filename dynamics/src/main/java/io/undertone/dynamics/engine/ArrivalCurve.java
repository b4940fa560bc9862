// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * Expected share f of a period's final like weight that is there when a share e of the period has
 * passed, given that something is there. Per blogger, at e = .1, .2, ..., .9, shrunk to a prior as
 * if {@code 20} periods had said so,
 *
 * <pre>
 *   f(e) = (20 e^.8 + sum of the shares seen at e) / (20 + periods),   linear in between, f(0)=0, f(1)=1
 *   var(e) = (20 e^.8 (1-e^.8)/4 + sum of squared deviations from f(e)) / (20 + periods)
 * </pre>
 *
 * where sums run over periods that had something at e. Having seen a first post one expects more of
 * the whole than the elapsed share, hence the power; the prior variance is that of four posts of
 * equal weight at uniform times.
 */
public final class ArrivalCurve {
  /** Number of inner points of the curve. */
  public static final int POINTS = 9;

  private static final double PRIOR_PERIODS = 20;
  private static final double PRIOR_POSTS = 4;
  private static final double PRIOR_POWER = .8;

  private final double[] periods = new double[POINTS];
  private final double[] sums = new double[POINTS];
  private final double[] squares = new double[POINTS];

  /**
   * Learns one closed period.
   *
   * @param shares share in [0,1] of the final like weight present at .1, .2, ..., .9 of the period
   */
  public void add(double[] shares) {
    if (shares.length != POINTS) {
      throw new IllegalArgumentException(
          "An arrival curve has " + POINTS + " points; it was given " + shares.length + ".");
    }
    for (int i = 0; i < POINTS; i++) {
      if (!(shares[i] >= 0 && shares[i] <= 1)) {
        throw new IllegalArgumentException(
            "The share at point " + i + " is " + shares[i] + "; it must be between 0 and 1.");
      }
      periods[i] += shares[i] > 0 ? 1 : 0;
      sums[i] += shares[i];
      squares[i] += shares[i] * shares[i];
    }
  }

  /** f(e) for an elapsed share e, cut to [0,1]. */
  public double share(double elapsed) {
    double position = Math.min(1, Math.max(0, elapsed)) * (POINTS + 1);
    int left = Math.min(POINTS, (int) position);
    return point(left) + (position - left) * (point(left + 1) - point(left));
  }

  /** Variance of the share around f(e): how little the elapsed time tells. */
  public double shareVariance(double elapsed) {
    double position = Math.min(1, Math.max(0, elapsed)) * (POINTS + 1);
    int left = Math.min(POINTS, (int) position);
    double right = pointVariance(left + 1);
    return pointVariance(left) + (position - left) * (right - pointVariance(left));
  }

  private double pointVariance(int point) {
    if (point == 0 || point > POINTS) {
      return 0;
    }
    int i = point - 1;
    double f = point(point);
    double deviations = squares[i] - 2 * f * sums[i] + periods[i] * f * f;
    double prior = prior(point) * (1 - prior(point)) / PRIOR_POSTS;
    return (PRIOR_PERIODS * prior + Math.max(0, deviations)) / (PRIOR_PERIODS + periods[i]);
  }

  private double point(int point) {
    if (point == 0 || point > POINTS) {
      return point == 0 ? 0 : 1;
    }
    int i = point - 1;
    return (PRIOR_PERIODS * prior(point) + sums[i]) / (PRIOR_PERIODS + periods[i]);
  }

  /** Math.pow may differ by platform in the last bit. */
  private static double prior(int point) {
    return StrictMath.pow(point / (POINTS + 1.0), PRIOR_POWER);
  }

  void transfer(StateTape tape) {
    tape.values(periods);
    tape.values(sums);
    tape.values(squares);
  }
}
