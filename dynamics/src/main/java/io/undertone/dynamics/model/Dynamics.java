// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.io.Serializable;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** A fitted one-step map, standing at the end of the series that it was fitted to. */
public interface Dynamics extends Serializable {

  /**
   * Forecasts 1..horizon periods ahead.
   *
   * @throws IllegalArgumentException if horizon is below 1
   */
  List<StepForecast> forecast(int horizon);

  /** One random continuation, periods x n. */
  double[][] simulate(int periods, long seed);

  /**
   * A generator whose streams for neighbouring seeds are unrelated, unlike {@link Random}'s own.
   */
  static Random random(long seed) {
    return new Random(new SplittableRandom(seed).nextLong());
  }

  /** The argument if it is at least 1. */
  static int atLeastOne(String what, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "The " + what + " must be at least 1; it was given " + value + ".");
    }
    return value;
  }
}
