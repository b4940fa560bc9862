// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * What a row says of its audience, with 90 % intervals.
 *
 * @param weights W^(l) by delay 1..3, then source in the row's order
 * @param lower lower ends: sums over delays by source, then single weights, own, total
 * @param upper upper ends, likewise
 * @param own d, the own weight
 * @param stubbornness 1 - sum W
 * @param anchor u in [0,1], the value that the row falls back to
 * @param anchorLower 0 with anchorUpper 1 where it is undetermined
 * @param anchorUpper upper end
 * @param resilience phi in [0,1], mean of its posterior
 * @param resilienceLower 5 %
 * @param resilienceUpper 95 %
 * @param expressionLag r, average over the cells
 * @param privateMean private opinion p(t), to be shown only where it is supported
 * @param privateVariance its variance
 * @param support log evidence for a private opinion
 * @param signal omega: share of the values' surprise that is movement
 */
record RowReport(
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

  int sources() {
    return weights.length / RowModel.LAGS;
  }

  /** sum_l W_j^(l) of a source, by position. */
  double weight(int position) {
    double sum = 0;
    for (int at = position; at < weights.length; at += sources()) {
      sum += weights[at];
    }
    return sum;
  }

  /** Delay in 1..3 with the largest weight of a source, by position. */
  int delay(int position) {
    int best = 0;
    for (int l = 1; l < RowModel.LAGS; l++) {
      if (weights[l * sources() + position] > weights[best * sources() + position]) {
        best = l;
      }
    }
    return 1 + best;
  }

  int ownAt() {
    return 4 * sources();
  }

  int totalAt() {
    return 4 * sources() + 1;
  }
}
