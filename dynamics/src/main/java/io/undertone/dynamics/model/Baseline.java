// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the four baselines share: a recursion per blogger that forecasts each value before it sees
 * it. The objective is the sum of these squared one-step errors, and their variance is the
 * forecast's.
 */
abstract class Baseline implements OpinionModel {

  /** The state of all bloggers. */
  interface Recursion {
    /** Whether anything is known of blogger i. */
    boolean available(int i);

    /** Forecast of blogger i's next value. */
    double next(int i);

    /** Takes in one period; missing values are skipped. */
    void observe(SentimentSeries series, int t);

    /** Mean-reversion level u_i; any number where the decay is 1. */
    double anchor(int i);

    /** b_i of {@link LevelDynamics}. */
    double decay(int i);

    /** g_i of {@link LevelDynamics}. */
    double gain(int i);

    /** Named parameters of blogger i. */
    Map<String, @Nullable Double> parameters(int i);

    /** Free parameters per blogger. */
    int freeParameters();
  }

  abstract Recursion start(int n);

  @Override
  public final FitOutcome fit(SentimentSeries series) {
    int n = series.size();
    Recursion state = start(n);
    double[] squares = new double[n];
    double[] count = new double[n];
    for (int t = 0; t < series.length(); t++) {
      for (int i = 0; i < n; i++) {
        if (series.observed(t, i) && state.available(i)) {
          double error = series.value(t, i) - state.next(i);
          squares[i] += error * error;
          count[i]++;
        }
      }
      state.observe(series, t);
    }
    for (int i = 0; i < n; i++) {
      if (state.available(i)) {
        return fitted(series, state, squares, count);
      }
    }
    return new FitOutcome.TooFewPeriods(name(), 0, 1);
  }

  private FitOutcome.Fitted fitted(
      SentimentSeries series, Recursion state, double[] squares, double[] count) {
    int n = series.size();
    double[] variance = ErrorVariance.of(squares, count);
    LevelDynamics dynamics =
        new LevelDynamics(
            new double[n], new double[n], new double[n], new double[n], variance, new boolean[n]);
    Map<String, List<@Nullable Double>> parameters = new LinkedHashMap<>();
    for (int i = 0; i < n; i++) {
      if (state.available(i)) {
        dynamics.available()[i] = true;
        dynamics.level()[i] = state.next(i);
        dynamics.anchor()[i] = state.anchor(i);
        dynamics.decay()[i] = state.decay(i);
        dynamics.gain()[i] = state.gain(i);
      }
      for (var entry : state.parameters(i).entrySet()) {
        Parameters.set(parameters, entry.getKey(), n, i, entry.getValue());
      }
    }
    double objective = 0;
    double pairs = 0;
    for (int i = 0; i < n; i++) {
      objective += squares[i];
      pairs += count[i];
    }
    return new FitOutcome.Fitted(
        name(),
        series.bloggers(),
        objective,
        0,
        new double[0][],
        new double[0][],
        new int[0][],
        parameters,
        dynamics.forecast(1).get(0),
        new FitOutcome.FitStatistics(
            (int) pairs,
            n * state.freeParameters(),
            pairs > 0 ? Math.sqrt(objective / pairs) : 0,
            variance),
        dynamics);
  }
}
