// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.io.Serializable;

/**
 * What a model expects of every audience in one later period.
 *
 * @param horizon periods past the last one used; 1 is the next
 * @param mean expected sentiment of each blogger
 * @param variance its predictive variance, sampling error of the coming value included
 * @param available false for a blogger about whom nothing is known yet; mean and variance are then
 *     0
 */
public record StepForecast(int horizon, double[] mean, double[] variance, boolean[] available)
    implements Serializable {

  /** Half the width of the central Gaussian interval of blogger i, for a level in (0,1). */
  public double halfWidth(int i, double level) {
    return Normal.quantile(0.5 + 0.5 * level) * Math.sqrt(variance[i]);
  }

  /** Lower end of the central interval. */
  public double lower(int i, double level) {
    return mean[i] - halfWidth(i, level);
  }

  /** Upper end of the central interval. */
  public double upper(int i, double level) {
    return mean[i] + halfWidth(i, level);
  }

  /** Logarithm of the Gaussian predictive density of blogger i at a value. */
  public double logDensity(int i, double value) {
    double error = value - mean[i];
    return -0.5 * (Math.log(2 * Math.PI * variance[i]) + error * error / variance[i]);
  }
}
