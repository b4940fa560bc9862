// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

/**
 * One forecast that came true, or did not.
 *
 * @param model name of the model
 * @param cutoff index of the last period used, from 0
 * @param horizon periods from there to the target
 * @param blogger index of the blogger
 * @param mean what was expected
 * @param variance its predictive variance
 * @param value what the audience said in period cutoff + horizon
 */
public record ForecastCase(
    String model,
    int cutoff,
    int horizon,
    int blogger,
    double mean,
    double variance,
    double value) {

  /** Index of the period that was forecast. */
  public int target() {
    return cutoff + horizon;
  }

  /** Squared error. */
  public double squaredError() {
    return (value - mean) * (value - mean);
  }
}
