// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Exponentially weighted moving average: x_i(t+1) = l_i(t), l_i(t) = l_i(t-1) + alpha (x_i(t) -
 * l_i(t-1)), l_i = x_i at the first observed value; a missing period changes nothing.
 *
 * <p>One alpha for all bloggers, picked from {.03, .05, .1, .15, .2, .3, .5, .7} by the sum of past
 * squared one-step errors; the smallest until there is one.
 *
 * @see Mean
 */
public final class Ewma extends Baseline {
  private static final double[] TUNED = {.03, .05, .1, .15, .2, .3, .5, .7};

  private final double[] grid;

  /** Alpha picked online. */
  public Ewma() {
    grid = TUNED;
  }

  /**
   * A fixed alpha.
   *
   * @param alpha in (0,1]
   */
  public Ewma(double alpha) {
    if (!(alpha > 0 && alpha <= 1)) {
      throw new IllegalArgumentException("alpha must be in (0,1]; it was given " + alpha + ".");
    }
    grid = new double[] {alpha};
  }

  @Override
  public ModelCard describe() {
    return new ModelCard(
        "ewma",
        "Every audience stays near a moving average of its own past.",
        "x_i(t+1) = l_i(t), l_i(t) = l_i(t-1) + alpha (x_i(t) - l_i(t-1))",
        List.of(
            new ModelCard.Parameter("alpha", "(0,1]", "weight of the newest value"),
            new ModelCard.Parameter("level", "[0,1]", "moving average l_i(T)")),
        "from one observed period on",
        "baseline");
  }

  @Override
  Recursion start(int n) {
    return new State(n, grid);
  }

  private static final class State implements Recursion {
    private final double[] grid;
    private final double[][] level;
    private final double[] squares;
    private final boolean[] seen;
    private int best;

    State(int n, double[] grid) {
      this.grid = grid;
      level = new double[grid.length][n];
      squares = new double[grid.length];
      seen = new boolean[n];
    }

    @Override
    public boolean available(int i) {
      return seen[i];
    }

    @Override
    public double next(int i) {
      return level[best][i];
    }

    @Override
    public void observe(SentimentSeries series, int t) {
      for (int i = 0; i < seen.length; i++) {
        if (series.observed(t, i)) {
          learn(i, series.value(t, i));
        }
      }
      for (int k = 0; k < grid.length; k++) {
        if (squares[k] < squares[best]) {
          best = k;
        }
      }
    }

    private void learn(int i, double value) {
      for (int k = 0; k < grid.length; k++) {
        double error = seen[i] ? value - level[k][i] : 0;
        squares[k] += error * error;
        level[k][i] = seen[i] ? level[k][i] + grid[k] * error : value;
      }
      seen[i] = true;
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
      return grid[best];
    }

    @Override
    public Map<String, @Nullable Double> parameters(int i) {
      return seen[i] ? Map.of("alpha", grid[best], "level", next(i)) : Map.of();
    }

    @Override
    public int freeParameters() {
      return 1;
    }
  }
}
