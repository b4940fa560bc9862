// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * Expected share f of a period's final like weight that is there when a share e of the period has
 * passed. Per blogger, at e = .1, .2, ..., .9, shrunk to f = e as if {@code 20} periods had said
 * so,
 *
 * <pre>
 *   f(e) = (20 e + sum of the shares seen at e) / (20 + periods),   linear in between, f(0)=0, f(1)=1
 *   var(e) = (20 e(1-e)/4 + sum of squared deviations from f(e)) / (20 + periods)
 * </pre>
 *
 * The prior variance is that of four posts of equal weight at uniform times.
 */
public final class ArrivalCurve {
  /** Number of inner points of the curve. */
  public static final int POINTS = 9;

  private static final double PRIOR_PERIODS = 20;
  private static final double PRIOR_POSTS = 4;

  private final double[] sums = new double[2 * POINTS + 1];

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
      sums[i] += shares[i];
      sums[POINTS + 1 + i] += shares[i] * shares[i];
    }
    sums[POINTS] += 1;
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

  private double pointVariance(int i) {
    if (i == 0 || i > POINTS) {
      return 0;
    }
    double elapsed = i / (POINTS + 1.0);
    double f = point(i);
    double n = sums[POINTS];
    double deviations = sums[POINTS + i] - 2 * f * sums[i - 1] + n * f * f;
    double prior = elapsed * (1 - elapsed) / PRIOR_POSTS;
    return (PRIOR_PERIODS * prior + Math.max(0, deviations)) / (PRIOR_PERIODS + n);
  }

  private double point(int i) {
    if (i == 0 || i > POINTS) {
      return i == 0 ? 0 : 1;
    }
    double elapsed = i / (POINTS + 1.0);
    return (PRIOR_PERIODS * elapsed + sums[i - 1]) / (PRIOR_PERIODS + sums[POINTS]);
  }

  void transfer(StateTape tape) {
    tape.values(sums);
  }
}
