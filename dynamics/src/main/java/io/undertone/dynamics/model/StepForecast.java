// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.Distributions;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model expects of every audience in one later period. Sentiment lies in [0,1], and so do
 * means and intervals, whatever the model's map gives. Immutable.
 *
 * @param horizon periods past the last one used; 1 is the next
 * @param mean expected sentiment of each blogger; taken into [0,1]
 * @param variance its predictive variance, sampling error of the coming value included
 * @param available false for a blogger about whom nothing is known yet; mean and variance are then
 *     0
 */
public record StepForecast(int horizon, double[] mean, double[] variance, boolean[] available)
    implements Serializable {
  private static final double Z80 = quantile(0.8);
  private static final double Z95 = quantile(0.95);

  public StepForecast {
    mean = Arrays.stream(mean).map(Dynamics::inRange).toArray();
    variance = variance.clone();
    available = available.clone();
  }

  /** Number of bloggers. */
  public int size() {
    return mean.length;
  }

  /** Expected sentiment of blogger i. */
  public double mean(int i) {
    return mean[i];
  }

  /** Predictive variance of blogger i. */
  public double variance(int i) {
    return variance[i];
  }

  /** Whether something is expected of blogger i. */
  public boolean available(int i) {
    return available[i];
  }

  /** A copy of all means. */
  @Override
  public double[] mean() {
    return mean.clone();
  }

  /** A copy of all variances. */
  @Override
  public double[] variance() {
    return variance.clone();
  }

  /** A copy of all flags. */
  @Override
  public boolean[] available() {
    return available.clone();
  }

  /** Half the width of the central Gaussian interval of blogger i, for a level in (0,1). */
  public double halfWidth(int i, double level) {
    double z = level == 0.8 ? Z80 : level == 0.95 ? Z95 : quantile(level);
    return z * Math.sqrt(variance[i]);
  }

  private static double quantile(double level) {
    return Distributions.normalQuantile(0.5 + 0.5 * level);
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
    double[] means = new double[n];
    double[] variances = new double[n];
    boolean[] known = new boolean[n];
    for (int k = 0; k < n; k++) {
      int i = Collections.binarySearch(bloggers, others.get(k));
      if (i >= 0 && available[i]) {
        means[k] = mean[i];
        variances[k] = variance[i];
        known[k] = true;
      }
    }
    return new StepForecast(horizon, means, variances, known);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StepForecast that
        && horizon == that.horizon
        && Arrays.equals(mean, that.mean)
        && Arrays.equals(variance, that.variance)
        && Arrays.equals(available, that.available);
  }

  @Override
  public int hashCode() {
    return 31 * horizon + Arrays.hashCode(mean);
  }

  @Override
  public String toString() {
    return "step " + horizon + ": " + Arrays.toString(mean) + " of " + Arrays.toString(available);
  }
}
