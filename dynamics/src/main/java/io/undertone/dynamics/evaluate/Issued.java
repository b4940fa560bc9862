// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import io.undertone.dynamics.model.StepForecast;
import io.undertone.dynamics.state.Codec;
import java.util.Arrays;

/**
 * A one-step forecast as it was issued.
 *
 * @param model name
 * @param step mean and variance of each blogger, ascending by name
 * @param z80 half-width of its 80 % intervals in standard deviations
 * @param z95 the same for 95 %
 */
public record Issued(String model, StepForecast step, double z80, double z95) {
  /** What one is read into. */
  public static final Issued BLANK =
      new Issued("", new StepForecast(0, new double[0], new double[0], new boolean[0]), 0, 0);

  /** Writes one, or returns the one read. */
  public static Issued transfer(Codec codec, Issued issued) {
    String model = codec.value(issued.model);
    int horizon = codec.value(issued.step.horizon());
    double[] mean = codec.numbers(issued.step.mean());
    double[] variance = codec.numbers(issued.step.variance());
    boolean[] available = Arrays.copyOf(issued.step.available(), mean.length);
    for (int i = 0; i < available.length; i++) {
      available[i] = codec.value(available[i]);
    }
    return new Issued(
        model,
        new StepForecast(horizon, mean, variance, available),
        codec.value(issued.z80),
        codec.value(issued.z95));
  }
}
