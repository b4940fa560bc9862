// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.network.Convergence;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/** A fitted one-step map, standing at the end of the series that it was fitted to. */
public interface Dynamics extends Serializable {

  /**
   * Forecasts 1..horizon periods ahead.
   *
   * @throws IllegalArgumentException if horizon is below 1
   */
  List<StepForecast> forecast(int horizon);

  /**
   * Where iterating the map leads and who has the last word; empty for a map that is not linear
   * with weights in [0,1], or of more than 500 states.
   */
  default Optional<Convergence> convergence() {
    return Optional.empty();
  }

  /** The nearest value in [0,1], where sentiment lies. */
  static double inRange(double sentiment) {
    return Math.max(0, Math.min(1, sentiment));
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
