// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.AudienceSentiment;
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
 * @param variance sampling variance R of each, floored; 0 where missing
 * @param observed whether the blogger had a post
 */
public record ObservedPeriod(
    Period period, double[] sentiment, double[] variance, boolean[] observed) {

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

  /** Rows of period t of a table: values, and errors where they are known. */
  static List<AudienceSentiment> rows(String topic, SentimentSeries table, int t) {
    Period period = table.periods().get(t);
    List<AudienceSentiment> rows = new ArrayList<>();
    for (int i = 0; i < table.size(); i++) {
      if (table.observed(t, i)) {
        rows.add(
            new AudienceSentiment(
                topic,
                table.bloggers().get(i),
                period.start(),
                period.end(),
                table.value(t, i),
                table.hasVariance(t, i) ? Math.sqrt(table.variance(t, i)) : null,
                0,
                0,
                0,
                null,
                null,
                null,
                false,
                null,
                0,
                0));
      }
    }
    return rows;
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
