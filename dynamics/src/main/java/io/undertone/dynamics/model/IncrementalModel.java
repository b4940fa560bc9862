// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.model.FitOutcome.Fitted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model that is fitted from what a {@link Learner} remembers, so that a refit costs the same
 * however many periods there were. Fitting a series is learning it period by period; both give the
 * same bits.
 *
 * @param <L> what it learns with
 */
public interface IncrementalModel<L extends Learner> extends OpinionModel {

  /** A learner that has seen nothing. */
  L learner();

  /**
   * Fits the model to all periods that a learner has seen.
   *
   * @param names of the audiences by place; null for a free place
   */
  FitOutcome fit(L learner, List<@Nullable String> names);

  @Override
  default FitOutcome fit(SentimentSeries series) {
    L learner = begin(series);
    for (int t = 0; t < series.length(); t++) {
      learner.observe(series.values(t), series.observed(t));
    }
    return fit(learner, new ArrayList<>(series.bloggers()));
  }

  /** One pass over the series. */
  @Override
  default List<List<StepForecast>> issued(SentimentSeries series, int first, int horizon) {
    List<List<StepForecast>> issued = new ArrayList<>();
    L learner = begin(series);
    List<@Nullable String> names = new ArrayList<>(series.bloggers());
    for (int t = 0; t + 1 < series.length(); t++) {
      learner.observe(series.values(t), series.observed(t));
      if (t >= first) {
        issued.add(
            fit(learner, names) instanceof Fitted fit
                ? forecast(fit, horizon, series.bloggers())
                : List.of());
      }
    }
    return issued;
  }

  private L begin(SentimentSeries series) {
    L learner = learner();
    for (int i = 0; i < series.size(); i++) {
      learner.enter(i, null);
    }
    return learner;
  }
}
