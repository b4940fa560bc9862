// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.engine.AudienceReport;
import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import io.undertone.dynamics.engine.OnlineEngine;
import java.util.Arrays;
import java.util.List;

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

  static FitOutcome fitted(OnlineEngine engine, SentimentSeries series, RowsFit fit) {
    int n = series.size();
    double[][] influence = new double[n][n];
    int[][] lags = new int[n][n];
    double[][][] delayed = new double[3][n][n];
    double[] constant = new double[n];
    double[][] state = new double[3][n];
    for (int i = 0; i < n; i++) {
      Arrays.fill(lags[i], -1);
      AudienceReport report = engine.heard(i) ? engine.report(i) : null;
      for (double[] past : state) {
        past[i] = engine.filteredSentiment(i);
      }
      if (report != null) {
        weights(i, report, influence, lags, delayed);
        constant[i] = report.stubbornness() * report.anchor();
        describe(fit, i, report);
        intervals(fit, series.bloggers(), i, report);
      }
    }
    ForecastPath next = engine.networkForecast(1);
    double[] variance = Arrays.copyOf(next.variances()[0], n);
    LinearDynamics map = LinearDynamics.lagged(delayed, constant, variance, state);
    return fit.fitted(
        NAME,
        series.bloggers(),
        SimplexRowModel.normalised(influence),
        influence,
        lags,
        new OnlineEngineModel.EngineDynamics(engine.exportState(), true, map),
        variance,
        List.of());
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

  private static void describe(RowsFit fit, int i, AudienceReport report) {
    fit.parameter(i, "self_reliance", report.own());
    fit.parameter(i, "self_reliance_lower", report.ownLower());
    fit.parameter(i, "self_reliance_upper", report.ownUpper());
    fit.parameter(i, "susceptibility", 1 - report.own());
    fit.parameter(i, "resilience", report.resilience());
    fit.parameter(i, "resilience_lower", report.resilienceLower());
    fit.parameter(i, "resilience_upper", report.resilienceUpper());
    fit.parameter(i, "expression_lag", report.expressionLag());
    fit.parameter(i, "stubbornness", report.stubbornness());
    fit.parameter(i, "stubbornness_lower", report.stubbornnessLower());
    fit.parameter(i, "stubbornness_upper", report.stubbornnessUpper());
    fit.parameter(i, "anchor", report.anchor());
    fit.parameter(i, "anchor_lower", report.anchorLower());
    fit.parameter(i, "anchor_upper", report.anchorUpper());
    fit.parameter(i, "private", report.privateMean());
    fit.parameter(i, "private_error", Math.sqrt(report.privateVariance()));
  }

  /** Ends of the weights' intervals, one parameter for each source. */
  private static void intervals(RowsFit fit, List<String> bloggers, int i, AudienceReport report) {
    for (int s = 0; s < report.sources().length; s++) {
      String source = bloggers.get(report.sources()[s]);
      fit.parameter(i, "weight_lower:" + source, report.lower()[s]);
      fit.parameter(i, "weight_upper:" + source, report.upper()[s]);
    }
  }
}
