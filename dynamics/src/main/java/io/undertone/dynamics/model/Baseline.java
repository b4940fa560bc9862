// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What baselines share, and the easiest way to add a model of an audience's own past: a recursion
 * per blogger that forecasts each value before it sees it. The objective is the sum of these
 * squared one-step errors, and their variance is the forecast's.
 *
 * <p>The recursion's state is {@link #numbers} numbers {@code own} for each blogger, all 0 in the
 * beginning, and {@link #sharedNumbers} for all together.
 */
public abstract class Baseline implements IncrementalModel<OwnPast> {

  /** Numbers remembered of each blogger. */
  protected abstract int numbers();

  /** Numbers remembered of all together. */
  protected int sharedNumbers() {
    return 0;
  }

  /** Whether anything is known of the blogger. */
  protected abstract boolean known(double[] own);

  /** Forecast of the blogger's next value. */
  protected abstract double next(double[] shared, double[] own);

  /** Takes in the blogger's value. */
  protected abstract void learn(double[] shared, double[] own, double value);

  /** The blogger has no value this period. */
  protected void miss(double[] shared, double[] own) {}

  /** All bloggers have been learnt. */
  protected void endOfPeriod(double[] shared) {}

  /** Mean-reversion level u_i of {@link LevelDynamics}; any number where the decay is 1. */
  protected double anchor(double[] shared, double[] own) {
    return next(shared, own);
  }

  /** b_i of {@link LevelDynamics}. */
  protected double decay(double[] own) {
    return 1;
  }

  /** g_i of {@link LevelDynamics}. */
  protected abstract double gain(double[] shared, double[] own);

  /** Named parameters of a blogger that is known. */
  protected abstract Map<String, @Nullable Double> parameters(double[] shared, double[] own);

  /** Free parameters per blogger. */
  protected abstract int freeParameters();

  @Override
  public final OwnPast learner() {
    return new OwnPast(this);
  }

  @Override
  public final FitOutcome fit(OwnPast past, List<@Nullable String> names) {
    TreeMap<String, Integer> places = new TreeMap<>();
    boolean any = false;
    for (int place = 0; place < names.size(); place++) {
      String name = names.get(place);
      if (name != null) {
        places.put(name, place);
        any |= known(past.numbers(place));
      }
    }
    return any ? fitted(past, places) : new FitOutcome.TooFewPeriods(name(), 0, 1);
  }

  private FitOutcome.Fitted fitted(OwnPast past, TreeMap<String, Integer> places) {
    int n = places.size();
    double[] squares = new double[n];
    double[] count = new double[n];
    int k = 0;
    for (int place : places.values()) {
      squares[k] = past.squares(place);
      count[k++] = past.count(place);
    }
    double[] variance = ErrorVariance.of(squares, count);
    LevelDynamics dynamics =
        new LevelDynamics(
            new double[n], new double[n], new double[n], new double[n], variance, new boolean[n]);
    Map<String, List<@Nullable Double>> parameters = new LinkedHashMap<>();
    int i = 0;
    for (int place : places.values()) {
      double[] own = past.numbers(place);
      if (known(own)) {
        dynamics.available()[i] = true;
        dynamics.level()[i] = next(past.shared(), own);
        dynamics.anchor()[i] = anchor(past.shared(), own);
        dynamics.decay()[i] = decay(own);
        dynamics.gain()[i] = gain(past.shared(), own);
        for (var entry : parameters(past.shared(), own).entrySet()) {
          ParameterMaps.set(parameters, entry.getKey(), n, i, entry.getValue());
        }
      }
      i++;
    }
    double objective = Dense.sum(squares);
    int pairs = (int) Dense.sum(count);
    return new FitOutcome.Fitted(
        name(),
        new ArrayList<>(places.keySet()),
        objective,
        0,
        new double[0][],
        new double[0][],
        new int[0][],
        parameters,
        dynamics.forecast(1).get(0),
        new FitOutcome.FitStatistics(
            pairs, n * freeParameters(), pairs > 0 ? Math.sqrt(objective / pairs) : 0, variance),
        dynamics);
  }
}
