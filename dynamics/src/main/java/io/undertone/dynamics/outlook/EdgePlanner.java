// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.outlook;

import io.undertone.dynamics.model.Normal;

/**
 * How many periods an edge of a given size needs before its test is likely to see it.
 *
 * <pre>
 *   N = 6 + 6 + ceil( (z_a + z_b)^2 e / (w^2 r v) ) ,  z_a = Phi^-1(1 - 0.05 / m) , z_b = Phi^-1(power)
 * </pre>
 *
 * w is the weight of the edge; v the variance of the source's true sentiment around the crowd; r =
 * v / (v + R) the share of it that survives the source's sampling error variance R; e the variance
 * of the target's one-step forecast error; m the number of edges tested at once (the first step of
 * Benjamini-Hochberg at 5 % asks for p below 0.05 / m). Six periods are burn-in and six are spent
 * on the regression's coefficients. The test is one-sided and close to normal at such N.
 *
 * <p>Homogeneous and approximate: it assumes that the period lengths, the number of comments and
 * the strength of the audience's movements stay as they are.
 *
 * @param sourceVariance v, in squared units of sentiment, above 0
 * @param samplingVariance R of the source, at least 0
 * @param errorVariance e of the target, above 0
 * @param tests m, at least 1
 */
public record EdgePlanner(
    double sourceVariance, double samplingVariance, double errorVariance, int tests) {
  private static final int BURN_IN = 6;
  private static final int COEFFICIENTS = 6;
  private static final double LEVEL = 0.05;

  public EdgePlanner {
    if (!(sourceVariance > 0) || !(samplingVariance >= 0) || !(errorVariance > 0) || tests < 1) {
      throw new IllegalArgumentException(
          "Variances of source, sampling and error are %s, %s and %s for %d tests; the first and third must be above 0, the second at least 0, tests at least 1."
              .formatted(sourceVariance, samplingVariance, errorVariance, tests));
    }
  }

  /**
   * Periods until an edge is seen.
   *
   * @param weight weight of the edge, in (0,1]
   * @param power wanted probability of seeing it, in (0,1)
   */
  public long periodsNeeded(double weight, double power) {
    if (!(weight > 0) || weight > 1 || !(power > 0) || !(power < 1)) {
      throw new IllegalArgumentException(
          "The weight is %s and the power %s; a weight is above 0 and at most 1, a power between 0 and 1."
              .formatted(weight, power));
    }
    double reach = Normal.quantile(1 - LEVEL / tests) + Normal.quantile(power);
    double reliability = sourceVariance / (sourceVariance + samplingVariance);
    double pairs = reach * reach * errorVariance / (weight * weight * reliability * sourceVariance);
    return BURN_IN + COEFFICIENTS + (long) Math.ceil(Math.max(0, pairs));
  }
}
