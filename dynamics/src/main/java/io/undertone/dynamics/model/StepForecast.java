// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.io.Serializable;
import java.util.List;

/**
 * What a model expects of every audience in one later period. Sentiment lies in [0,1], and so do
 * means and intervals, whatever the model's map gives.
 *
 * @param horizon periods past the last one used; 1 is the next
 * @param mean expected sentiment of each blogger; taken into [0,1]
 * @param variance its predictive variance, sampling error of the coming value included
 * @param available false for a blogger about whom nothing is known yet; mean and variance are then
 *     0
 */
public record StepForecast(int horizon, double[] mean, double[] variance, boolean[] available)
    implements Serializable {

  public StepForecast {
    mean = mean.clone();
    for (int i = 0; i < mean.length; i++) {
      mean[i] = Dynamics.inRange(mean[i]);
    }
  }

  /** Half the width of the central Gaussian interval of blogger i, for a level in (0,1). */
  public double halfWidth(int i, double level) {
    return Normal.quantile(0.5 + 0.5 * level) * Math.sqrt(variance[i]);
  }

  /** Lower end of the central interval, at least 0. */
  public double lower(int i, double level) {
    return Dynamics.inRange(mean[i] - halfWidth(i, level));
  }

  /** Upper end of the central interval, at most 1. */
  public double upper(int i, double level) {
    return Dynamics.inRange(mean[i] + halfWidth(i, level));
  }

  /** Logarithm of the Gaussian predictive density of blogger i at a value. */
  public double logDensity(int i, double value) {
    double error = value - mean[i];
    return -0.5 * (Math.log(2 * Math.PI * variance[i]) + error * error / variance[i]);
  }

  /**
   * The same for other bloggers; what is not known of them is not available.
   *
   * @param bloggers of this forecast, ascending
   * @param others of the result
   */
  public StepForecast among(List<String> bloggers, List<String> others) {
    if (bloggers.equals(others)) {
      return this;
    }
    int n = others.size();
    StepForecast step = new StepForecast(horizon, new double[n], new double[n], new boolean[n]);
    for (int k = 0; k < n; k++) {
      int i = java.util.Collections.binarySearch(bloggers, others.get(k));
      if (i >= 0 && available[i]) {
        step.mean[k] = mean[i];
        step.variance[k] = variance[i];
        step.available[k] = true;
      }
    }
    return step;
  }
}
