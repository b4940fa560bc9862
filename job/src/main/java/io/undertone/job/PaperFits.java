// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.dynamics.model.FitOutcome;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.model.StepForecast;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paper's exercise on a series: all but the last two periods are fitted, those two held out.
 * Two ways to compare with them:
 *
 * <pre>
 * free run        x(t+1) = B x(t) + (1 - B 1) x(1) from the first period on, through all of them
 * like for like   forecasts 1 and 2 periods past the last fitted one, from what was observed
 * </pre>
 *
 * B are the fitted one-step weights. The free run is how the paper's code scores its models, those
 * with a delayed anchor too.
 */
final class PaperFits {
  /** Models of the paper that run freely. */
  static final List<String> FREE =
      List.of("french-degroot", "friedkin-johnsen", "delayed-anchor-1", "delayed-anchor-2");

  static final int HELD_OUT = 2;

  private final SentimentSeries series;
  private final double[][] values;
  private final int fitted;
  private final Map<String, Fitted> fits = new LinkedHashMap<>();

  /** Fits all models; the series has at least five complete periods. */
  PaperFits(SentimentSeries series) {
    this.series = series;
    this.fitted = series.length() - HELD_OUT;
    this.values = new double[series.length()][];
    for (int t = 0; t < values.length; t++) {
      values[t] = series.values(t);
    }
    SentimentSeries head = series.head(fitted);
    for (String name : Models.NAMES) {
      FitOutcome outcome = Models.byName(name).fit(head);
      if (outcome instanceof Fitted fit) {
        fits.put(name, fit);
      }
    }
  }

  /**
   * Errors under the paper's names.
   *
   * @param mae mean absolute error over the fitted periods, the first one included
   * @param mapePercent the same relative to the truth, in percent
   * @param rmse mean over audiences of their root mean squared error
   * @param first root mean squared error over audiences in the first period held out
   * @param second the same in the second
   */
  record Errors(double mae, double mapePercent, double rmse, double first, double second) {}

  Map<String, Fitted> fits() {
    return fits;
  }

  SentimentSeries series() {
    return series;
  }

  double[][] values() {
    return values;
  }

  /** The free run of a model, [period][audience]; null where it has none. */
  double @Nullable [][] freeRun(String model) {
    Fitted fit = fits.get(model);
    if (fit == null || !FREE.contains(model) || fit.bloggers().size() != series.size()) {
      return null;
    }
    double[][] path = new double[values.length][];
    path[0] = values[0].clone();
    for (int t = 1; t < path.length; t++) {
      path[t] = new double[series.size()];
      for (int i = 0; i < path[t].length; i++) {
        double rest = 1;
        for (int j = 0; j < path[t].length; j++) {
          path[t][i] += fit.influence()[i][j] * path[t - 1][j];
          rest -= fit.influence()[i][j];
        }
        path[t][i] += rest * values[0][i];
      }
    }
    return path;
  }

  /** Errors of a model's free run; null where it has none. */
  @Nullable Errors asPublished(String model) {
    double[][] path = freeRun(model);
    if (path == null) {
      return null;
    }
    double[][] truth = Arrays.copyOf(values, fitted);
    double[][] run = Arrays.copyOf(path, fitted);
    return new Errors(
        PaperMetrics.mae(truth, run),
        PaperMetrics.mapePercent(truth, run),
        PaperMetrics.rmse(truth, run),
        PaperMetrics.rmseOfPeriod(values[fitted], path[fitted]),
        PaperMetrics.rmseOfPeriod(values[fitted + 1], path[fitted + 1]));
  }

  /** Root mean squared errors of the two held-out periods, forecast from what was observed. */
  double[] likeForLike(String model) {
    Fitted fit = java.util.Objects.requireNonNull(fits.get(model));
    List<StepForecast> steps = Models.byName(model).forecast(fit, HELD_OUT, series.bloggers());
    return new double[] {
      PaperMetrics.rmseOfPeriod(values[fitted], steps.get(0).mean()),
      PaperMetrics.rmseOfPeriod(values[fitted + 1], steps.get(1).mean())
    };
  }
}
