// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.model.SentimentSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * Do the trajectories follow iterative averaging? Then every value x_i(t) lies within [min, max]
 * over all bloggers and the previous k+1 periods. A weak test: the range widens with k of itself.
 *
 * @param k memory, from 0
 * @param outside values outside the range
 * @param of values tested
 */
public record RangeTest(int k, int outside, int of) {

  /** Share of values inside. */
  public double shareInside() {
    return of == 0 ? 1 : 1 - (double) outside / of;
  }

  /** The test for k = 0..largest; missing values neither count nor widen the range. */
  public static List<RangeTest> of(SentimentSeries series, int largest) {
    List<RangeTest> tests = new ArrayList<>();
    for (int k = 0; k <= largest; k++) {
      tests.add(one(series, k));
    }
    return tests;
  }

  private static RangeTest one(SentimentSeries series, int k) {
    int outside = 0;
    int of = 0;
    for (int t = 1; t < series.length(); t++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int s = Math.max(0, t - 1 - k); s < t; s++) {
        for (int j = 0; j < series.size(); j++) {
          if (series.observed(s, j)) {
            low = Math.min(low, series.value(s, j));
            high = Math.max(high, series.value(s, j));
          }
        }
      }
      for (int i = 0; i < series.size() && low <= high; i++) {
        if (series.observed(t, i)) {
          of++;
          outside += series.value(t, i) < low || series.value(t, i) > high ? 1 : 0;
        }
      }
    }
    return new RangeTest(k, outside, of);
  }
}
