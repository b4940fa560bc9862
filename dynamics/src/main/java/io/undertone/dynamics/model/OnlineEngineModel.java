// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.engine.EngineFindings;
import io.undertone.dynamics.engine.EngineFindings.EdgeEstimate;
import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.engine.OnlineEngine.EngineState;
import io.undertone.dynamics.network.Convergence;
import io.undertone.dynamics.solve.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The online engine ({@link OnlineEngine}) behind the common interface: x(t+1) = W x(t) + (1 - W 1)
 * u on filtered sentiment, averaged with own-history forecasts by predictive likelihood.
 *
 * <p>It is the only model that uses the sampling variances; where a series has none, each is taken
 * as 0.0032, the mean of the half-months of arXiv:2511.15303. The objective is the sum of squared
 * one-step errors of the forecasts as they were issued. Longer forecasts come from the engine.
 */
public final class OnlineEngineModel implements OpinionModel {
  /** Sampling variance of a value that comes without one. */
  public static final double UNKNOWN_VARIANCE = 0.0032;

  @Override
  public ModelCard describe() {
    return new ModelCard(
        EngineFindings.MODEL,
        "Own history and network, whichever predicts, with the sampling error carried through.",
        "x(t+1) = W x(t) + (1 - W 1) u, on filtered sentiment",
        List.of(
            new ModelCard.Parameter("weights", "simplex rows", "W; none where s = 0"),
            new ModelCard.Parameter("susceptibility", "[0,1]", "s_i, the sum of the row of W"),
            new ModelCard.Parameter("anchor", "real", "u_i; none where s = 1"),
            new ModelCard.Parameter("filtered", "[0,1]", "filtered sentiment m_i(T)")),
        "always; an edge is claimed only when it beats own past and crowd",
        "docs/estimator.md");
  }

  @Override
  public FitOutcome fit(SentimentSeries series) {
    return fit(name(), series, false);
  }

  /** Fits the engine; with the network alone or with own history beside it. */
  static FitOutcome fit(String name, SentimentSeries series, boolean networkAlone) {
    if (series.size() == 0 || firstPeriod(series) == series.length()) {
      return new FitOutcome.TooFewPeriods(name, 0, 1);
    }
    try (OnlineEngine engine = new OnlineEngine(1)) {
      int n = series.size();
      for (int i = 0; i < n; i++) {
        engine.join();
      }
      double[] squares = new double[n];
      int[] pairs = new int[n];
      for (int t = firstPeriod(series); t < series.length(); t++) {
        if (engine.periods() > 0) {
          score(path(engine, 1, networkAlone).means()[0], series, t, squares, pairs);
        }
        observe(engine, series, t);
      }
      RowsFit fit = new RowsFit(n);
      for (int i = 0; i < n; i++) {
        fit.add(i, squares[i], squares[i], pairs[i], 0, 0);
      }
      return networkAlone
          ? DelayedExpressedPrivate.fitted(engine, series, fit)
          : fitted(name, engine, series, fit);
    }
  }

  /** One pass, since the engine issues its forecasts as it goes. */
  @Override
  public List<List<StepForecast>> issued(SentimentSeries series, int first, int horizon) {
    return issued(series, first, horizon, false);
  }

  static List<List<StepForecast>> issued(
      SentimentSeries series, int first, int horizon, boolean networkAlone) {
    List<List<StepForecast>> issued = new ArrayList<>();
    try (OnlineEngine engine = new OnlineEngine(1)) {
      for (int i = 0; i < series.size(); i++) {
        engine.join();
      }
      for (int t = 0; t + 1 < series.length(); t++) {
        observe(engine, series, t);
        if (t >= first) {
          issued.add(
              engine.periods() > 0
                  ? steps(engine, series.size(), horizon, networkAlone)
                  : List.of());
        }
      }
    }
    return issued;
  }

  private static ForecastPath path(OnlineEngine engine, int horizon, boolean networkAlone) {
    return networkAlone ? engine.networkForecast(horizon) : engine.forecast(horizon);
  }

  private static List<StepForecast> steps(
      OnlineEngine engine, int n, int horizon, boolean networkAlone) {
    ForecastPath path = path(engine, horizon, networkAlone);
    boolean[] available = new boolean[n];
    for (int i = 0; i < n; i++) {
      available[i] = i < path.means()[0].length && engine.heard(i);
    }
    List<StepForecast> steps = new ArrayList<>();
    for (int h = 1; h <= horizon; h++) {
      double[] mean = Arrays.copyOf(path.means()[h - 1], n);
      double[] variance = Arrays.copyOf(path.variances()[h - 1], n);
      steps.add(new StepForecast(h, mean, variance, available));
    }
    return steps;
  }

  private static int firstPeriod(SentimentSeries series) {
    int first = series.length();
    for (int i = 0; i < series.size(); i++) {
      first = Math.min(first, PrivateRows.first(series, i));
    }
    return first;
  }

  private static void score(
      double[] mean, SentimentSeries series, int t, double[] squares, int[] pairs) {
    for (int i = 0; i < mean.length; i++) {
      if (series.observed(t, i)) {
        squares[i] += (series.value(t, i) - mean[i]) * (series.value(t, i) - mean[i]);
        pairs[i]++;
      }
    }
  }

  /** Gives the engine period t of a series. */
  public static void observe(OnlineEngine engine, SentimentSeries series, int t) {
    int n = series.size();
    double[] values = new double[n];
    boolean[] observed = new boolean[n];
    double[] variances = new double[n];
    for (int i = 0; i < n; i++) {
      observed[i] = series.observed(t, i);
      values[i] = observed[i] ? series.value(t, i) : 0;
      variances[i] = series.hasVariance(t, i) ? series.variance(t, i) : UNKNOWN_VARIANCE;
    }
    engine.observe(values, observed, variances);
  }

  private static FitOutcome fitted(
      String name, OnlineEngine engine, SentimentSeries series, RowsFit fit) {
    int n = series.size();
    double[][] influence = new double[n][n];
    int[][] lags = new int[n][n];
    for (int[] row : lags) {
      Arrays.fill(row, -1);
    }
    for (EdgeEstimate edge : engine.influences()) {
      influence[edge.target()][edge.source()] = edge.weight();
      lags[edge.target()][edge.source()] = edge.weight() > 0 ? edge.lag() - 1 : -1;
    }
    double[] constant = new double[n];
    double[] state = new double[n];
    for (int i = 0; i < n; i++) {
      double stubbornness = Math.max(0, 1 - Rows.sum(influence[i]));
      boolean known = engine.heard(i);
      double anchor = known ? engine.report(i).anchor() : Double.NaN;
      boolean anchored = stubbornness > 1e-9 && Double.isFinite(anchor);
      constant[i] = anchored ? stubbornness * anchor : 0;
      state[i] = known ? engine.filteredSentiment(i) : 0;
      fit.parameter(i, "susceptibility", known ? 1 - stubbornness : null);
      fit.parameter(i, "anchor", anchored ? anchor : null);
      fit.parameter(i, "filtered", known ? state[i] : null);
    }
    double[] variance = Arrays.copyOf(engine.forecast(1).variances()[0], n);
    LinearDynamics map =
        LinearDynamics.lagged(
            new double[][][] {influence}, constant, variance, new double[][] {state});
    return fit.fitted(
        name,
        series.bloggers(),
        SimplexRowModel.normalised(influence),
        influence,
        lags,
        new EngineDynamics(engine.exportState(), false, map),
        variance.clone(),
        List.of());
  }

  /** The engine's own forecasts, and the map that it reports. */
  record EngineDynamics(byte[] shared, byte[][] rows, boolean networkAlone, LinearDynamics map)
      implements Dynamics {

    EngineDynamics(EngineState state, boolean networkAlone, LinearDynamics map) {
      this(state.shared(), state.rows().toArray(byte[][]::new), networkAlone, map);
    }

    @Override
    public List<StepForecast> forecast(int horizon) {
      Dynamics.atLeastOne("horizon", horizon);
      EngineState state = new EngineState(shared, List.of(rows));
      try (OnlineEngine engine = OnlineEngine.importState(state, 1)) {
        return steps(engine, map.variance().length, horizon, networkAlone);
      }
    }

    @Override
    public Optional<Convergence> convergence() {
      return map.convergence();
    }
  }
}
