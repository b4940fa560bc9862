// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.model.FitOutcome.Fitted;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of audience sentiment: what the n audiences will say next, given what they said.
 *
 * <p>A model holds no data. Observing is the series' affair ({@link SentimentSeries#observe}), so
 * one instance serves any number of topics and threads:
 *
 * <pre>
 *   SentimentSeries series = SentimentSeries.empty(bloggers).observe(period, values, observed, null);
 *   if (Models.byName("french-degroot").fit(series) instanceof FitOutcome.Fitted fit) {
 *     StepForecast next = fit.forecast();
 *   }
 * </pre>
 *
 * Fits minimise the squared one-step prediction error from observed values unless the model says
 * otherwise. Rows of least squares are fitted to moments of pairwise complete periods ({@link
 * SimplexRow}), which is plain least squares where nothing is missing. A forecast that needs a
 * missing last value takes the blogger's last observed one.
 *
 * @see Models
 */
public interface OpinionModel {

  /** Name, meaning, equation, parameters, when identified, source. */
  ModelCard describe();

  /** Its name, as in {@link Models#NAMES}. */
  default String name() {
    return describe().name();
  }

  /**
   * Fits the model to all periods of the series, each audience's row for itself: one that cannot be
   * fitted is left out and named. Deterministic, and independent of how the bloggers are named but
   * for their order in the result.
   */
  FitOutcome fit(SentimentSeries series);

  /**
   * Forecasts 1..horizon periods past the end of the fitted series, with variances that grow along
   * the model's own map (parameters taken as known, innovations as independent between bloggers).
   *
   * @param horizon at least 1
   */
  default List<StepForecast> forecast(Fitted fit, int horizon) {
    return fit.dynamics().forecast(horizon);
  }

  /** The same for all bloggers of a series; those that were left out are not available. */
  default List<StepForecast> forecast(Fitted fit, int horizon, List<String> bloggers) {
    return forecast(fit, horizon).stream()
        .map(step -> step.among(fit.bloggers(), bloggers))
        .toList();
  }

  /**
   * The forecasts the model would have issued at every cutoff: fitted to the periods up to it, none
   * of a later one.
   *
   * @param first index of the first cutoff
   * @param horizon periods ahead
   * @return one list for each cutoff first, .., T-2; empty where there was no fit
   */
  default List<List<StepForecast>> issued(SentimentSeries series, int first, int horizon) {
    List<List<StepForecast>> issued = new ArrayList<>();
    for (int cutoff = first; cutoff + 1 < series.length(); cutoff++) {
      issued.add(
          fit(series.head(cutoff + 1)) instanceof Fitted fit
              ? forecast(fit, horizon, series.bloggers())
              : List.of());
    }
    return issued;
  }
}
