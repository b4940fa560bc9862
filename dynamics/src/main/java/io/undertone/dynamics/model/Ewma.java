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

  /** Shared: the best alpha's index, then the squared errors of each alpha. */
  private static final int BEST = 0;

  private static final int SQUARES = 1;

  /** Of each blogger: whether seen, then a level for each alpha. */
  private static final int SEEN = 0;

  private static final int LEVELS = 1;

  @Override
  protected int numbers() {
    return LEVELS + grid.length;
  }

  @Override
  protected int sharedNumbers() {
    return SQUARES + grid.length;
  }

  @Override
  protected boolean known(double[] own) {
    return own[SEEN] > 0;
  }

  @Override
  protected double next(double[] shared, double[] own) {
    return own[LEVELS + (int) shared[BEST]];
  }

  @Override
  protected void learn(double[] shared, double[] own, double value) {
    boolean seen = known(own);
    for (int k = 0; k < grid.length; k++) {
      double error = seen ? value - own[LEVELS + k] : 0;
      shared[SQUARES + k] += error * error;
      own[LEVELS + k] = seen ? own[LEVELS + k] + grid[k] * error : value;
    }
    own[SEEN] = 1;
  }

  @Override
  protected void endOfPeriod(double[] shared) {
    for (int k = 0; k < grid.length; k++) {
      if (shared[SQUARES + k] < shared[SQUARES + (int) shared[BEST]]) {
        shared[BEST] = k;
      }
    }
  }

  @Override
  protected double gain(double[] shared, double[] own) {
    return grid[(int) shared[BEST]];
  }

  @Override
  protected Map<String, @Nullable Double> parameters(double[] shared, double[] own) {
    return RowsFit.named("alpha", grid[(int) shared[BEST]], "level", next(shared, own));
  }

  @Override
  protected int freeParameters() {
    return 1;
  }
}
