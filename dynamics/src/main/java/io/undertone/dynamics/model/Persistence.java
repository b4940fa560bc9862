// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Persistence: x_i(t+1) = x_i(t), or its last observed value where x_i(t) is missing.
 *
 * @see Mean
 */
public final class Persistence extends Baseline {
  @Override
  public ModelCard describe() {
    return new ModelCard(
        "persistence",
        "Every audience stays where it was last seen.",
        "x_i(t+1) = x_i(t)",
        List.of(),
        "from one observed period on",
        "baseline");
  }

  private static final int LAST = 0;
  private static final int SEEN = 1;

  @Override
  protected int numbers() {
    return 2;
  }

  @Override
  protected boolean known(double[] own) {
    return own[SEEN] > 0;
  }

  @Override
  protected double next(double[] shared, double[] own) {
    return own[LAST];
  }

  @Override
  protected void learn(double[] shared, double[] own, double value) {
    own[LAST] = value;
    own[SEEN] = 1;
  }

  @Override
  protected double gain(double[] shared, double[] own) {
    return 1;
  }

  @Override
  protected Map<String, @Nullable Double> parameters(double[] shared, double[] own) {
    return Map.of();
  }

  @Override
  protected int freeParameters() {
    return 0;
  }
}
