// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.model.OnlineEngineModel;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.state.Codec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One period as numbers: what is learnt from, and what forecasts of it are scored against.
 *
 * @param topic what the audiences talk about; empty in periods that the first edition kept
 * @param period when
 * @param bloggers the order of the arrays
 * @param sentiment sigma of each blogger; 0 where missing
 * @param variance sampling variance R of each, floored; 0 where missing
 * @param observed whether the blogger had a post
 */
public record ObservedPeriod(
    String topic,
    Period period,
    List<String> bloggers,
    double[] sentiment,
    double[] variance,
    boolean[] observed) {

  public ObservedPeriod {
    bloggers = List.copyOf(bloggers);
    sentiment = sentiment.clone();
    variance = variance.clone();
    observed = observed.clone();
  }

  /** Period t of a table. */
  public static ObservedPeriod of(String topic, SentimentSeries table, int t) {
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
    return new ObservedPeriod(
        topic, table.periods().get(t), table.bloggers(), sentiment, variance, observed);
  }

  /** Rows of period t of a table: values, and errors where they are known. */
  public static List<AudienceSentiment> rows(String topic, SentimentSeries table, int t) {
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

  /**
   * Reads periods as the first edition kept them.
   *
   * @param bloggers in the order in which they joined; the first of them had joined by then
   */
  public static List<ObservedPeriod> readAll(Codec codec, List<String> bloggers) {
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
      List<String> joined = bloggers.subList(0, observed.length);
      kept.add(new ObservedPeriod("", period, joined, sentiment, sampling, observed));
    }
    return kept;
  }

  /** Sentiment of each blogger; NaN where missing. */
  public double[] expressed() {
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

  /** The same with its bloggers in ascending order. */
  public ObservedPeriod ascending() {
    List<String> sorted = bloggers.stream().sorted().toList();
    Values values = of(sorted);
    double[] variances = new double[sorted.size()];
    for (int k = 0; k < variances.length; k++) {
      variances[k] = variance[values.position[k]];
    }
    return new ObservedPeriod(topic, period, sorted, values.sentiment, variances, values.observed);
  }

  /** Its values in the order of the bloggers for whom something was forecast. */
  public Values of(List<String> forecast) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < bloggers.size(); i++) {
      index.put(bloggers.get(i), i);
    }
    int n = forecast.size();
    Values outcome = new Values(new int[n], new double[n], new boolean[n]);
    for (int i = 0; i < n; i++) {
      int now = index.getOrDefault(forecast.get(i), -1);
      outcome.position[i] = now;
      outcome.observed[i] = now >= 0 && observed[now];
      outcome.sentiment[i] = outcome.observed[i] ? sentiment[now] : 0;
    }
    return outcome;
  }

  /** Scores so far by model, in their order, as rows of this period. */
  public List<ModelScore> rows(Map<String, PrequentialScore> scores, int revision) {
    List<ModelScore> rows = new ArrayList<>();
    scores.forEach(
        (model, running) -> rows.add(running.score().row(topic, period.end(), model, revision)));
    return rows;
  }

  /**
   * Values of some bloggers.
   *
   * @param position of each in the period; -1 where it is not known there
   * @param sentiment 0 where missing
   * @param observed whether the blogger had a post
   */
  public record Values(int[] position, double[] sentiment, boolean[] observed) {}
}
