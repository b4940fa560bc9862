// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.state.Codec;
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
public interface IncrementalModel<L extends IncrementalModel.Learner> extends OpinionModel {

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

  /**
   * What a model remembers of the periods so far. Its size, and the cost of one more period, depend
   * on the audiences and not on the number of periods.
   *
   * <p>Audiences have places 0, 1, .. . An audience that leaves is archived in a few numbers, and
   * its place may be given to another one.
   */
  interface Learner {

    /** Learners of one kind remember the same and are shared by the models that want it. */
    String kind();

    /**
     * An audience takes a place, which is free.
     *
     * @param archived what {@link #leave} gave when it left; null for a new one
     */
    void enter(int place, double @Nullable [] archived);

    /** The audience of a place leaves; what is kept of it. */
    double[] leave(int place);

    /**
     * Takes in the next period.
     *
     * @param values by place; read only where observed
     * @param observed by place
     */
    void observe(double[] values, boolean[] observed);

    /** Lists all of it; it is read into a new learner. */
    void transfer(Codec codec);
  }
}
