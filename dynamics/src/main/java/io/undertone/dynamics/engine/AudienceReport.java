// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.engine.EngineFindings.PrivateEstimate;

/**
 * Everything the network says of one audience, with 90 % intervals; private opinion and resilience
 * are to be shown only where they are supported ({@link PrivateEstimate}).
 *
 * @param sources audiences among the k regressors, ascending, without the audience
 * @param weights effective weights W^(l) in [0,1]: by delay 1..3, then source
 * @param lower lower ends: k sums over delays by source, 3 k single weights, own, total
 * @param upper upper ends, likewise
 * @param own d, the weight on its own last value
 * @param stubbornness 1 - sum W
 * @param anchor u in [0,1], the value that it falls back to
 * @param anchorLower lower end; 0 with upper 1 where it is undetermined
 * @param anchorUpper upper end
 * @param resilience phi in [0,1], mean of its posterior
 * @param resilienceLower 5 %
 * @param resilienceUpper 95 %; undetermined where the interval is wider than .6
 * @param expressionLag r = d(1-phi)/(1-phi d): share of what was heard before that is taken back
 * @param privateMean private opinion p(t)
 * @param privateVariance its variance
 * @param support log evidence for a private opinion
 * @param signal omega: share of the values' surprise that is movement
 */
public record AudienceReport(
    int[] sources,
    double[] weights,
    double[] lower,
    double[] upper,
    double own,
    double stubbornness,
    double anchor,
    double anchorLower,
    double anchorUpper,
    double resilience,
    double resilienceLower,
    double resilienceUpper,
    double expressionLag,
    double privateMean,
    double privateVariance,
    double support,
    double signal) {
  static final double Z90 = 1.6449;

  /** Of an audience of which nothing is known: the middle of [0,1], anywhere in it. */
  static AudienceReport unknown() {
    double[] anywhere = {1, 1};
    return new AudienceReport(
        new int[0],
        new double[0],
        new double[anywhere.length],
        anywhere,
        .5,
        .5,
        .5,
        0,
        1,
        .5,
        0,
        1,
        0,
        .5,
        Memories.KNOWS_NOTHING,
        0,
        0);
  }

  /** W^(l) of a source, by delay l in 1..3 and position. */
  public double weight(int delay, int position) {
    return weights[(delay - 1) * sources.length + position];
  }

  /** sum_l W_j^(l) of a source, by position. */
  public double weight(int position) {
    double sum = 0;
    for (int at = position; at < weights.length; at += sources.length) {
      sum += weights[at];
    }
    return sum;
  }

  /** Delay in 1..3 with the largest weight of a source, by position. */
  int delay(int position) {
    int best = 1;
    for (int l = 2; l <= RowModel.LAGS; l++) {
      if (weight(l, position) > weight(best, position)) {
        best = l;
      }
    }
    return best;
  }

  /** Lower end of the own weight's interval. */
  public double ownLower() {
    return lower[ownAt()];
  }

  /** Upper end of the own weight's interval. */
  public double ownUpper() {
    return upper[ownAt()];
  }

  /** Lower end of the stubbornness's interval. */
  public double stubbornnessLower() {
    return 1 - upper[ownAt() + 1];
  }

  /** Upper end of the stubbornness's interval. */
  public double stubbornnessUpper() {
    return 1 - lower[ownAt() + 1];
  }

  private int ownAt() {
    return 4 * sources.length;
  }
}
