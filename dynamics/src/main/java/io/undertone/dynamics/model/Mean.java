// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Running mean: x_i(t+1) = mean of all observed x_i(1..t).
 *
 * @see Persistence
 */
public final class Mean extends Baseline {
  @Override
  public ModelCard describe() {
    return new ModelCard(
        "mean",
        "Every audience returns to the mean of its own past at once.",
        "x_i(t+1) = (1/t) sum_k x_i(k)",
        List.of(new ModelCard.Parameter("mean", "[0,1]", "mean of the observed past")),
        "from one observed period on",
        "baseline");
  }

  @Override
  Recursion start(int n) {
    return new Recursion() {
      private final double[] sum = new double[n];
      private final int[] count = new int[n];

      @Override
      public boolean available(int i) {
        return count[i] > 0;
      }

      @Override
      public double next(int i) {
        return sum[i] / count[i];
      }

      @Override
      public void observe(SentimentSeries series, int t) {
        for (int i = 0; i < n; i++) {
          if (series.observed(t, i)) {
            sum[i] += series.value(t, i);
            count[i]++;
          }
        }
      }

      @Override
      public double anchor(int i) {
        return next(i);
      }

      @Override
      public double decay(int i) {
        return 1;
      }

      @Override
      public double gain(int i) {
        return 0;
      }

      @Override
      public Map<String, @Nullable Double> parameters(int i) {
        return available(i) ? Map.of("mean", next(i)) : Map.of();
      }

      @Override
      public int freeParameters() {
        return 1;
      }
    };
  }
}
