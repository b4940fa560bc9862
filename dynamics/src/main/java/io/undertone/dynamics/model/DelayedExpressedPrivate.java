// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.engine.AudienceReport;
import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import io.undertone.dynamics.engine.OnlineEngine;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expressed and private opinions with delays: the rows of the online engine, fitted to a whole
 * series, without own history beside them.
 *
 * <pre>
 *   private    p_i(t) = d p_i(t-1) + (1-d) c_i(t) + eta
 *   heard      c_i(t) = sum_l sum_{j != i} a_ij^(l) x_j(t-l) + b_i,   l = 1..3,  a &gt;= 0,  sum a &lt;= 1,  b = (1 - sum a) u
 *   expressed  x_i(t) = phi p_i(t) + (1-phi) c_i(t)
 * </pre>
 *
 * Eliminating p, with W_ii = d, W_ij^(l) = (1-d) a_ij^(l), r = d(1-phi)/(1-phi d) and c0 = (1 - sum
 * W) u,
 *
 * <pre>
 *   x_i(t) = d x_i(t-1) + sum_l sum_j W_ij^(l) [x_j(t-l) - r x_j(t-l-1)]/(1-r) + c0 + phi eta
 * </pre>
 *
 * Values are measured with known sampling variance; cells of prior strength, delays and r are
 * averaged by their evidence, and 90 % intervals come from the un-truncated posterior. In crowds of
 * more than 24 a row has 12 sources and r = 0.
 */
public final class DelayedExpressedPrivate implements OpinionModel {
  /** Its name. */
  public static final String NAME = "delayed-expressed-private";

  @Override
  public ModelCard describe() {
    return new ModelCard(
        NAME,
        "Private opinions behind what is said, with delays up to three periods and an anchor.",
        "x_i(t) = d x_i(t-1) + sum_lj W_ij(l) [x_j(t-l) - r x_j(t-l-1)]/(1-r) + (1 - sum W) u",
        List.of(
            new ModelCard.Parameter("self_reliance", "[0,1]", "d, weight on the own last value"),
            new ModelCard.Parameter("susceptibility", "[0,1]", "1 - d"),
            new ModelCard.Parameter("resilience", "[0,1]", "phi, weight of the private opinion"),
            new ModelCard.Parameter("expression_lag", "[0,1]", "r = d(1-phi)/(1-phi d)"),
            new ModelCard.Parameter("stubbornness", "[0,1]", "1 - sum W"),
            new ModelCard.Parameter("anchor", "[0,1]", "u"),
            new ModelCard.Parameter("private", "[0,1]", "p_i(T)")),
        "always; intervals say how well, private opinions need about 200 periods",
        "docs/estimator.md");
  }

  @Override
  public FitOutcome fit(SentimentSeries series) {
    return OnlineEngineModel.fit(NAME, series, true);
  }

  @Override
  public List<List<StepForecast>> issued(SentimentSeries series, int first, int horizon) {
    return OnlineEngineModel.issued(series, first, horizon, true);
  }

  static FitOutcome fitted(
      OnlineEngine engine, SentimentSeries series, double[] squares, int pairs) {
    int n = series.size();
    double[][] influence = new double[n][n];
    int[][] lags = new int[n][n];
    double[][][] delayed = new double[3][n][n];
    double[] constant = new double[n];
    double[][] state = new double[3][n];
    Map<String, List<@Nullable Double>> parameters = new LinkedHashMap<>();
    for (int i = 0; i < n; i++) {
      Arrays.fill(lags[i], -1);
      AudienceReport report = engine.heard(i) ? engine.report(i) : null;
      for (double[] past : state) {
        past[i] = engine.filteredSentiment(i);
      }
      if (report != null) {
        weights(i, report, influence, lags, delayed);
        constant[i] = report.stubbornness() * report.anchor();
      }
      describe(parameters, n, i, report);
      intervals(parameters, series.bloggers(), i, report);
    }
    ForecastPath next = engine.networkForecast(1);
    double[] variance = Arrays.copyOf(next.variances()[0], n);
    OnlineEngineModel.EngineDynamics dynamics =
        new OnlineEngineModel.EngineDynamics(
            engine.exportState(), true, LinearDynamics.lagged(delayed, constant, variance, state));
    double objective = Dense.sum(squares);
    return new FitOutcome.Fitted(
        NAME,
        series.bloggers(),
        objective,
        0,
        SimplexRowModel.normalised(influence),
        influence,
        lags,
        parameters,
        dynamics.forecast(1).get(0),
        new FitOutcome.FitStatistics(
            pairs, 0, pairs > 0 ? Math.sqrt(objective / pairs) : 0, variance),
        dynamics);
  }

  private static void weights(
      int i, AudienceReport report, double[][] influence, int[][] lags, double[][][] delayed) {
    influence[i][i] = report.own();
    delayed[0][i][i] = report.own();
    lags[i][i] = report.own() > 0 ? 0 : -1;
    for (int s = 0; s < report.sources().length; s++) {
      int source = report.sources()[s];
      influence[i][source] = report.weight(s);
      double largest = 0;
      for (int l = 0; l < delayed.length; l++) {
        double weight = report.weight(l + 1, s);
        delayed[l][i][source] = weight;
        if (weight > largest) {
          largest = weight;
          lags[i][source] = l;
        }
      }
    }
  }

  private static void describe(
      Map<String, List<@Nullable Double>> parameters,
      int n,
      int i,
      @Nullable AudienceReport report) {
    Object[][] values =
        report == null
            ? new Object[0][]
            : new Object[][] {
              {"self_reliance", report.own()},
              {"self_reliance_lower", report.ownLower()},
              {"self_reliance_upper", report.ownUpper()},
              {"susceptibility", 1 - report.own()},
              {"resilience", report.resilience()},
              {"resilience_lower", report.resilienceLower()},
              {"resilience_upper", report.resilienceUpper()},
              {"expression_lag", report.expressionLag()},
              {"stubbornness", report.stubbornness()},
              {"stubbornness_lower", report.stubbornnessLower()},
              {"stubbornness_upper", report.stubbornnessUpper()},
              {"anchor", report.anchor()},
              {"anchor_lower", report.anchorLower()},
              {"anchor_upper", report.anchorUpper()},
              {"private", report.privateMean()},
              {"private_error", Math.sqrt(report.privateVariance())}
            };
    for (Object[] value : values) {
      ParameterMaps.set(parameters, (String) value[0], n, i, (Double) value[1]);
    }
  }

  /** Ends of the weights' intervals, one parameter for each source. */
  private static void intervals(
      Map<String, List<@Nullable Double>> parameters,
      List<String> bloggers,
      int i,
      @Nullable AudienceReport report) {
    for (int s = 0; report != null && s < report.sources().length; s++) {
      String source = bloggers.get(report.sources()[s]);
      int n = bloggers.size();
      ParameterMaps.set(parameters, "weight_lower:" + source, n, i, report.lower()[s]);
      ParameterMaps.set(parameters, "weight_upper:" + source, n, i, report.upper()[s]);
    }
  }
}
