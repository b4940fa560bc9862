// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.model.OnlineEngineModel;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.state.Codec;
import java.util.ArrayList;
import java.util.List;

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

  /** Reads periods as the first edition kept them. */
  static List<ObservedPeriod> readAll(Codec codec) {
    List<ObservedPeriod> kept = new ArrayList<>();
    int size = codec.value(0);
    for (int t = 0; t < size; t++) {
      Period period = Period.transfer(codec, null);
      double[] sentiment = codec.numbers(Codec.NONE);
      double[] sampling = codec.numbers(Codec.NONE);
      boolean[] observed = new boolean[sentiment.length];
      for (int i = 0; i < observed.length; i++) {
        observed[i] = codec.value(false);
      }
      kept.add(new ObservedPeriod(period, sentiment, sampling, observed));
    }
    return kept;
  }

  /** Sentiment of each blogger; NaN where missing. */
  double[] expressed() {
    double[] expressed = sentiment.clone();
    for (int i = 0; i < expressed.length; i++) {
      expressed[i] = observed[i] ? expressed[i] : Double.NaN;
    }
    return expressed;
  }

  /** Whether blogger i, who may have joined later, had a post. */
  public boolean has(int i) {
    return i < observed.length && observed[i];
  }
}
