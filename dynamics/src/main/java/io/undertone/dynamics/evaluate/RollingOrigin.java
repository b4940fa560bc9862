// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import io.undertone.dynamics.evaluate.ForwardScores.ForecastCase;
import io.undertone.dynamics.model.OpinionModel;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.model.StepForecast;
import java.util.ArrayList;
import java.util.List;

/**
 * Rolling-origin evaluation: at every cutoff a model is fitted to the periods up to it, forecasts
 * the next ones, and is compared with what came. Nothing of a target period is ever used.
 */
public final class RollingOrigin {
  private final SentimentSeries series;

  public RollingOrigin(SentimentSeries series) {
    this.series = series;
  }

  /**
   * All cases of one model. A cutoff at which it has no fit gives none.
   *
   * @param first index of the first cutoff, at least 0
   * @param horizon largest number of periods ahead, at least 1
   */
  public List<ForecastCase> run(OpinionModel model, int first, int horizon) {
    List<ForecastCase> cases = new ArrayList<>();
    int cutoff = first;
    for (List<StepForecast> issued : model.issued(series, first, horizon)) {
      for (StepForecast step : issued) {
        if (cutoff + step.horizon() < series.length()) {
          add(model, cutoff, step, cases);
        }
      }
      cutoff++;
    }
    return cases;
  }

  /** The cases of one cutoff. */
  public List<ForecastCase> at(OpinionModel model, int cutoff, int horizon) {
    int end = Math.min(series.length(), cutoff + 1 + horizon);
    RollingOrigin until = new RollingOrigin(series.head(end));
    return until.run(model, cutoff, horizon).stream().filter(c -> c.cutoff() == cutoff).toList();
  }

  private void add(OpinionModel model, int cutoff, StepForecast step, List<ForecastCase> cases) {
    int target = cutoff + step.horizon();
    for (int i = 0; i < series.size(); i++) {
      if (series.observed(target, i) && step.available(i)) {
        cases.add(
            new ForecastCase(
                model.name(),
                cutoff,
                step.horizon(),
                i,
                step.mean(i),
                step.variance(i),
                series.value(target, i)));
      }
    }
  }
}
