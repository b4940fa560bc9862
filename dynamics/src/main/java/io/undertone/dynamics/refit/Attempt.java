// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.model.FitOutcome;
import java.util.function.Supplier;

/** A fit that may break down. */
final class Attempt {
  private static final System.Logger LOG = System.getLogger(Attempt.class.getName());

  private Attempt() {}

  /** A numerical breakdown of one model is its own outcome; the others and the engine go on. */
  static FitOutcome of(String model, Supplier<FitOutcome> fit) {
    try {
      return fit.get();
    } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
      LOG.log(System.Logger.Level.WARNING, model + " could not be fitted", e);
      return new FitOutcome.Failed(model, String.valueOf(e.getMessage()));
    }
  }
}
