// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * First-order autoregression per blogger: x_i(t+1) = c_i + rho_i x_i(t), by least squares on
 * consecutive observed pairs; the mean of the past until there are 5 pairs. After missing periods
 * the map is iterated from the last observed value.
 *
 * @see Mean
 */
public final class Ar1 extends Baseline {
  private static final int MINIMUM_PAIRS = 5;

  @Override
  public ModelCard describe() {
    return new ModelCard(
        "ar1",
        "Every audience returns to its own level at its own pace.",
        "x_i(t+1) = c_i + rho_i x_i(t)",
        List.of(
            new ModelCard.Parameter("rho", "real", "share of a deviation that lasts a period"),
            new ModelCard.Parameter("intercept", "real", "c_i")),
        "from 5 consecutive observed pairs on; the mean before",
        "baseline");
  }

  @Override
  Recursion start(int n) {
    return new State(n);
  }

  private static final class State implements Recursion {
    private final double[] sum;
    private final int[] count;
    private final double[] state;
    private final int[] lastSeen;
    private final int[] pairs;
    private final double[] meanX;
    private final double[] meanY;
    private final double[] sxx;
    private final double[] sxy;

    State(int n) {
      sum = new double[n];
      count = new int[n];
      state = new double[n];
      lastSeen = new int[n];
      pairs = new int[n];
      meanX = new double[n];
      meanY = new double[n];
      sxx = new double[n];
      sxy = new double[n];
    }

    private boolean regressing(int i) {
      return pairs[i] >= MINIMUM_PAIRS && sxx[i] > 1e-12;
    }

    private double rho(int i) {
      return regressing(i) ? sxy[i] / sxx[i] : 0;
    }

    private double intercept(int i) {
      return regressing(i) ? meanY[i] - rho(i) * meanX[i] : sum[i] / count[i];
    }

    @Override
    public boolean available(int i) {
      return count[i] > 0;
    }

    @Override
    public double next(int i) {
      return intercept(i) + rho(i) * state[i];
    }

    @Override
    public void observe(SentimentSeries series, int t) {
      for (int i = 0; i < sum.length; i++) {
        if (series.observed(t, i)) {
          learn(i, t, series.value(t, i));
        } else if (count[i] > 0) {
          state[i] = next(i);
        }
      }
    }

    private void learn(int i, int t, double value) {
      if (count[i] > 0 && lastSeen[i] == t - 1) {
        addPair(i, state[i], value);
      }
      sum[i] += value;
      count[i]++;
      state[i] = value;
      lastSeen[i] = t;
    }

    /** Welford: centred sums, never raw moments. */
    private void addPair(int i, double x, double y) {
      pairs[i]++;
      double dx = x - meanX[i];
      meanX[i] += dx / pairs[i];
      meanY[i] += (y - meanY[i]) / pairs[i];
      sxx[i] += dx * (x - meanX[i]);
      sxy[i] += dx * (y - meanY[i]);
    }

    @Override
    public double anchor(int i) {
      double rho = rho(i);
      return Math.abs(1 - rho) > 1e-9 ? intercept(i) / (1 - rho) : next(i);
    }

    @Override
    public double decay(int i) {
      return regressing(i) ? rho(i) : 1;
    }

    @Override
    public double gain(int i) {
      return rho(i);
    }

    @Override
    public Map<String, @Nullable Double> parameters(int i) {
      return available(i) ? Map.of("rho", rho(i), "intercept", intercept(i)) : Map.of();
    }

    @Override
    public int freeParameters() {
      return 2;
    }
  }
}
