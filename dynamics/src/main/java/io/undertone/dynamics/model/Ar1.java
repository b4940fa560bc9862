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

  private static final int SUM = 0;
  private static final int SEEN = 1;

  /** Last value, iterated through missing periods. */
  private static final int STATE = 2;

  /** 1 when the last period had a value. */
  private static final int PREVIOUS = 3;

  private static final int PAIRS = 4;
  private static final int MEAN_X = 5;
  private static final int MEAN_Y = 6;
  private static final int SXX = 7;
  private static final int SXY = 8;

  @Override
  protected int numbers() {
    return 9;
  }

  @Override
  protected boolean known(double[] own) {
    return own[SEEN] > 0;
  }

  private static boolean regressing(double[] own) {
    return own[PAIRS] >= MINIMUM_PAIRS && own[SXX] > 1e-12;
  }

  private static double rho(double[] own) {
    return regressing(own) ? own[SXY] / own[SXX] : 0;
  }

  private static double intercept(double[] own) {
    return regressing(own) ? own[MEAN_Y] - rho(own) * own[MEAN_X] : own[SUM] / own[SEEN];
  }

  @Override
  protected double next(double[] shared, double[] own) {
    return intercept(own) + rho(own) * own[STATE];
  }

  @Override
  protected void learn(double[] shared, double[] own, double value) {
    if (own[PREVIOUS] > 0) {
      addPair(own, own[STATE], value);
    }
    own[SUM] += value;
    own[SEEN]++;
    own[STATE] = value;
    own[PREVIOUS] = 1;
  }

  @Override
  protected void miss(double[] shared, double[] own) {
    own[STATE] = next(shared, own);
    own[PREVIOUS] = 0;
  }

  /** Welford: centred sums, never raw moments. */
  private static void addPair(double[] own, double x, double y) {
    own[PAIRS]++;
    double dx = x - own[MEAN_X];
    own[MEAN_X] += dx / own[PAIRS];
    own[MEAN_Y] += (y - own[MEAN_Y]) / own[PAIRS];
    own[SXX] += dx * (x - own[MEAN_X]);
    own[SXY] += dx * (y - own[MEAN_Y]);
  }

  @Override
  protected double anchor(double[] shared, double[] own) {
    double rho = rho(own);
    return Math.abs(1 - rho) > 1e-9 ? intercept(own) / (1 - rho) : next(shared, own);
  }

  @Override
  protected double decay(double[] own) {
    return regressing(own) ? rho(own) : 1;
  }

  @Override
  protected double gain(double[] shared, double[] own) {
    return rho(own);
  }

  @Override
  protected Map<String, @Nullable Double> parameters(double[] shared, double[] own) {
    return RowsFit.named("rho", rho(own), "intercept", intercept(own));
  }

  @Override
  protected int freeParameters() {
    return 2;
  }
}
