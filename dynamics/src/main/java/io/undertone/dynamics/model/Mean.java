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

  private static final int SUM = 0;
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
    return own[SUM] / own[SEEN];
  }

  @Override
  protected void learn(double[] shared, double[] own, double value) {
    own[SUM] += value;
    own[SEEN]++;
  }

  @Override
  protected double gain(double[] shared, double[] own) {
    return 0;
  }

  @Override
  protected Map<String, @Nullable Double> parameters(double[] shared, double[] own) {
    return Map.of("mean", next(shared, own));
  }

  @Override
  protected int freeParameters() {
    return 1;
  }
}
