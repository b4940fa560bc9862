// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.model.OnlineEngineModel;
import io.undertone.dynamics.model.SentimentSeries;

/**
 * One period as numbers, bloggers in the order in which they joined.
 *
 * @param period when
 * @param sentiment sigma of each blogger; 0 where missing
 * @param variance sampling variance R of each, floored at 1e-6; 0 where missing
 * @param observed whether the blogger had a post
 */
public record ObservedPeriod(
    Period period, double[] sentiment, double[] variance, boolean[] observed) {

  /** Smallest sampling variance that is believed. */
  public static final double VARIANCE_FLOOR = 1e-6;

  /** Period t of a table whose bloggers joined in ascending order. */
  static ObservedPeriod of(SentimentSeries table, int t) {
    int n = table.size();
    double[] sentiment = new double[n];
    double[] variance = new double[n];
    boolean[] observed = new boolean[n];
    for (int i = 0; i < n; i++) {
      observed[i] = table.observed(t, i);
      sentiment[i] = observed[i] ? table.value(t, i) : 0;
      variance[i] =
          table.hasVariance(t, i) ? table.variance(t, i) : OnlineEngineModel.UNKNOWN_VARIANCE;
    }
    return new ObservedPeriod(table.periods().get(t), sentiment, variance, observed);
  }

  /** Whether blogger i, who may have joined later, had a post. */
  public boolean has(int i) {
    return i < observed.length && observed[i];
  }
}
