// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Blogger by blogger, in innovations form: x(t) = l(t) + e(t), l(t+1) = u + b (l(t) - u) + g e(t).
 *
 * <p>Mean: b = 1, g = 0. Persistence: b = g = 1. EWMA: b = 1, g = alpha. AR(1): b = g = rho. So the
 * h-step variance is s^2 (1 + g^2 (1 + b^2 + .. + b^(2(h-2)))).
 */
record LevelDynamics(
    double[] level,
    double[] anchor,
    double[] decay,
    double[] gain,
    double[] variance,
    boolean[] available)
    implements Dynamics {

  @Override
  public List<StepForecast> forecast(int horizon) {
    Dynamics.atLeastOne("horizon", horizon);
    int n = level.length;
    double[] mean = level.clone();
    double[] spread = variance.clone();
    double[] weight = gain.clone();
    List<StepForecast> steps = new ArrayList<>(horizon);
    for (int h = 1; h <= horizon; h++) {
      steps.add(new StepForecast(h, mean.clone(), spread.clone(), available));
      for (int i = 0; i < n; i++) {
        mean[i] = anchor[i] + decay[i] * (mean[i] - anchor[i]);
        spread[i] += weight[i] * weight[i] * variance[i];
        weight[i] *= decay[i];
      }
    }
    return steps;
  }

  @Override
  public double[][] simulate(int periods, long seed) {
    Random random = Dynamics.random(seed);
    double[] mean = level.clone();
    double[][] path = new double[Dynamics.atLeastOne("number of periods", periods)][mean.length];
    for (double[] x : path) {
      for (int i = 0; i < mean.length; i++) {
        double expected = Dynamics.inRange(mean[i]);
        x[i] = Dynamics.inRange(expected + Math.sqrt(variance[i]) * random.nextGaussian());
        double e = x[i] - expected;
        mean[i] = anchor[i] + decay[i] * (expected - anchor[i]) + gain[i] * e;
      }
    }
    return path;
  }
}
