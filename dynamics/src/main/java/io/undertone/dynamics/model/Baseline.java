// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.model.IncrementalModel.Learner;
import io.undertone.dynamics.model.RowsFit.ErrorVariance;
import io.undertone.dynamics.state.Codec;
import java.util.ArrayList;
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
public abstract class Baseline implements IncrementalModel<Baseline.OwnPast> {

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
    RowsFit fit = new RowsFit(n);
    int i = 0;
    for (int place : places.values()) {
      double[] own = past.numbers(place);
      fit.add(i, squares[i], squares[i], (int) count[i], freeParameters(), 0);
      if (known(own)) {
        dynamics.available()[i] = true;
        dynamics.level()[i] = next(past.shared(), own);
        dynamics.anchor()[i] = anchor(past.shared(), own);
        dynamics.decay()[i] = decay(own);
        dynamics.gain()[i] = gain(past.shared(), own);
        fit.parameters(i, parameters(past.shared(), own));
      }
      i++;
    }
    return fit.fitted(
        name(),
        new ArrayList<>(places.keySet()),
        new double[0][],
        new double[0][],
        new int[0][],
        dynamics,
        variance,
        List.of());
  }

  /**
   * Blogger by blogger, in innovations form: x(t) = l(t) + e(t), l(t+1) = u + b (l(t) - u) + g
   * e(t).
   *
   * <p>Mean: b = 1, g = 0. Persistence: b = g = 1. EWMA: b = 1, g = alpha. AR(1): b = g = rho. So
   * the h-step variance is s^2 (1 + g^2 (1 + b^2 + .. + b^(2(h-2)))).
   */
  record LevelDynamics(
      double[] level,
      double[] anchor,
      double[] decay,
      double[] gain,
      double[] variance,
      boolean[] available)
      implements Dynamics {

    @Override
    public List<StepForecast> forecast(int horizon) {
      Dynamics.atLeastOne("horizon", horizon);
      int n = level.length;
      double[] mean = level.clone();
      double[] spread = variance.clone();
      double[] weight = gain.clone();
      List<StepForecast> steps = new ArrayList<>(horizon);
      for (int h = 1; h <= horizon; h++) {
        steps.add(new StepForecast(h, mean.clone(), spread.clone(), available));
        for (int i = 0; i < n; i++) {
          mean[i] = anchor[i] + decay[i] * (mean[i] - anchor[i]);
          spread[i] += weight[i] * weight[i] * variance[i];
          weight[i] *= decay[i];
        }
      }
      return steps;
    }
  }

  /**
   * What a baseline remembers: a few numbers for each audience, among them the squared errors of
   * the forecasts it would have issued, and some for all together.
   */
  static final class OwnPast implements Learner {
    private static final int SQUARES = 0;
    private static final int COUNT = 1;
    private static final int OWN = 2;

    private final Baseline model;
    private final double[] shared;
    private final List<double[]> audiences = new ArrayList<>();

    OwnPast(Baseline model) {
      this.model = model;
      shared = new double[model.sharedNumbers()];
    }

    @Override
    public String kind() {
      return model.name();
    }

    private static double[] own(double[] audience) {
      return java.util.Arrays.copyOfRange(audience, OWN, audience.length);
    }

    /** The model's own numbers of an audience. */
    double[] numbers(int place) {
      return own(audiences.get(place));
    }

    double[] shared() {
      return shared;
    }

    double squares(int place) {
      return audiences.get(place)[SQUARES];
    }

    double count(int place) {
      return audiences.get(place)[COUNT];
    }

    @Override
    public void enter(int place, double @Nullable [] archived) {
      while (audiences.size() <= place) {
        audiences.add(new double[OWN + model.numbers()]);
      }
      if (archived != null) {
        audiences.set(place, archived.clone());
      }
    }

    @Override
    public double[] leave(int place) {
      return audiences.set(place, new double[OWN + model.numbers()]);
    }

    @Override
    public void observe(double[] values, boolean[] observed) {
      double[] before = shared.clone();
      for (int i = 0; i < audiences.size(); i++) {
        double[] audience = audiences.get(i);
        double[] own = own(audience);
        boolean known = model.known(own);
        if (observed[i]) {
          if (known) {
            double error = values[i] - model.next(before, own);
            audience[SQUARES] += error * error;
            audience[COUNT]++;
          }
          model.learn(shared, own, values[i]);
        } else if (known) {
          model.miss(before, own);
        }
        System.arraycopy(own, 0, audience, OWN, own.length);
      }
      model.endOfPeriod(shared);
    }

    @Override
    public void transfer(Codec codec) {
      codec.values(shared);
      List<double[]> all = codec.list(List.copyOf(audiences), () -> shared, Codec::numbers);
      audiences.clear();
      audiences.addAll(all);
    }
  }
}
