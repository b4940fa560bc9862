// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import io.undertone.dynamics.tally.AuthorCap.WeightedSums;

/**
 * How far the comments that one scorer scored under a post lie apart.
 *
 * <pre>
 *   q = sum_k m^2 / (sum m)^2 ,  neff_k = (sum_k m)^2 / sum_k m^2 ,  V_k = sum_k m s^2 / sum_k m - sigma_k^2
 * </pre>
 *
 * sum_k runs over the comments of this scorer, sum over all of the post; q s2_k is what they add to
 * the sampling variance of the post's sentiment, and the q of all scorers add up to 1/neff.
 *
 * @param scorer name of the scorer
 * @param share q in (0,1]
 * @param squares neff_k V_k, at least 0
 * @param freedom neff_k - 1, at least 0
 */
public record ScoreSpread(String scorer, double share, double squares, double freedom) {

  static ScoreSpread of(String scorer, WeightedSums own, double totalWeight) {
    double effective = own.effectiveComments();
    double mean = own.sentiment();
    double variance = Math.max(0, own.scoreSquares() / own.weight() - mean * mean);
    return new ScoreSpread(
        scorer,
        own.squaredWeights() / (totalWeight * totalWeight),
        effective * variance,
        Math.max(0, effective - 1));
  }
}
