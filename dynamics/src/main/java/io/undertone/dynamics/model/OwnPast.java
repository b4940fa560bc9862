// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.model.IncrementalModel.Learner;
import io.undertone.dynamics.state.Codec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a baseline remembers: a few numbers for each audience, among them the squared errors of the
 * forecasts it would have issued, and some for all together.
 */
final class OwnPast implements Learner {
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
