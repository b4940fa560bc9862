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

  @Override
  Recursion start(int n) {
    return new Recursion() {
      private final double[] last = new double[n];
      private final boolean[] seen = new boolean[n];

      @Override
      public boolean available(int i) {
        return seen[i];
      }

      @Override
      public double next(int i) {
        return last[i];
      }

      @Override
      public void observe(SentimentSeries series, int t) {
        for (int i = 0; i < n; i++) {
          if (series.observed(t, i)) {
            last[i] = series.value(t, i);
            seen[i] = true;
          }
        }
      }

      @Override
      public double anchor(int i) {
        return last[i];
      }

      @Override
      public double decay(int i) {
        return 1;
      }

      @Override
      public double gain(int i) {
        return 1;
      }

      @Override
      public Map<String, @Nullable Double> parameters(int i) {
        return Map.of();
      }

      @Override
      public int freeParameters() {
        return 0;
      }
    };
  }
}
