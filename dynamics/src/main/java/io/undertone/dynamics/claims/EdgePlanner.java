// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

import io.undertone.dynamics.Distributions;
import io.undertone.dynamics.claims.ClaimRule.Discoveries;
import io.undertone.dynamics.claims.EdgeTests.MixtureEvidence;
import java.util.Locale;

/**
 * How many periods an edge of a given size needs before it is likely to be confirmed: the fewest N
 * with
 *
 * <pre>
 *   sqrt(N) w sqrt(r v / e) - t(N) >= Phi^-1(power),   .5 e_1( t(N), N ) = m / 0.05
 * </pre>
 *
 * w is the weight of the edge; v the variance of the source's true sentiment around the crowd; r =
 * v / (v + R) the share of it that survives the source's sampling error variance R; e the variance
 * of the target's one-step forecast error; m the number of edges tested at once; t(N) the statistic
 * whose e-value e_1 reaches, by its share of one half, what e-BH asks of the strongest edge. The
 * first eight periods are burn-in.
 *
 * <p>Homogeneous and approximate: it assumes that the period lengths, the number of comments and
 * the strength of the audience's movements stay as they are. Weights near {@link
 * ClaimRule#RELEVANT} are confirmed less often than this, since the weight shown must reach it.
 *
 * @param sourceVariance v, in squared units of sentiment, above 0
 * @param samplingVariance R of the source, at least 0
 * @param errorVariance e of the target, above 0
 * @param tests m, at least 1
 */
public record EdgePlanner(
    double sourceVariance, double samplingVariance, double errorVariance, int tests) {
  private static final double SHARE_OF_FIRST_LAG = .5;
  private static final int COEFFICIENTS = 8;
  private static final long FOREVER = 1L << 40;

  public EdgePlanner {
    if (!(sourceVariance > 0) || !(samplingVariance >= 0) || !(errorVariance > 0) || tests < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "Variances of source, sampling and error are %s, %s and %s for %d tests; the first and third must be above 0, the second at least 0, tests at least 1.",
              sourceVariance,
              samplingVariance,
              errorVariance,
              tests));
    }
  }

  /** r v: the larger it is, the fewer periods are needed. */
  public double signal() {
    double reliability = sourceVariance / (sourceVariance + samplingVariance);
    return reliability * sourceVariance;
  }

  /**
   * Periods until an edge is confirmed.
   *
   * @param weight weight of the edge, in (0,1]
   * @param power wanted probability of confirming it, in (0,1)
   */
  public long periodsNeeded(double weight, double power) {
    if (!(weight > 0) || weight > 1 || !(power > 0) || !(power < 1)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "The weight is %s and the power %s; a weight is above 0 and at most 1, a power between 0 and 1.",
              weight,
              power));
    }
    double perPeriod = weight * Math.sqrt(signal() / errorVariance);
    double reserve = Distributions.normalQuantile(power);
    long enough = EdgeClaims.FEWEST_VALUES;
    while (enough < FOREVER && !confirmed(enough, perPeriod, reserve)) {
      enough *= 2;
    }
    long tooFew = enough == EdgeClaims.FEWEST_VALUES ? enough - 1 : enough / 2;
    while (enough - tooFew > 1) {
      long middle = (enough + tooFew) / 2;
      if (confirmed(middle, perPeriod, reserve)) {
        enough = middle;
      } else {
        tooFew = middle;
      }
    }
    return EdgeClaims.NEEDED_PERIODS - EdgeClaims.FEWEST_VALUES + enough;
  }

  private boolean confirmed(long values, double perPeriod, double reserve) {
    double t = Math.sqrt(values) * perPeriod - reserve;
    double needed = tests / (Discoveries.RATE * SHARE_OF_FIRST_LAG);
    return t > 0 && MixtureEvidence.of(t, values - COEFFICIENTS, values) >= needed;
  }
}
