// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * Forecasts 1..h periods ahead, issued before those periods: only the expected sampling variance is
 * used.
 *
 * @param means in [0,1], by periods ahead less one, then audience; in units of adjusted sentiment
 * @param variances of the value, sampling variance included, likewise
 * @param z80 half width of the adaptive 80 % intervals in standard deviations, for all audiences
 *     and periods; what leaves [0,1] is cut off where an interval is shown
 * @param z95 of the 95 % intervals
 */
public record ForecastPath(double[][] means, double[][] variances, double z80, double z95) {

  static ForecastPath of(double[][][] forecast, AdaptiveIntervals intervals) {
    return new ForecastPath(
        copy(forecast[0]),
        copy(forecast[1]),
        intervals.multiplier(AdaptiveIntervals.Level.EIGHTY),
        intervals.multiplier(AdaptiveIntervals.Level.NINETY_FIVE));
  }

  private static double[][] copy(double[][] values) {
    double[][] copy = new double[values.length][];
    for (int h = 0; h < copy.length; h++) {
      copy[h] = values[h].clone();
    }
    return copy;
  }

  /** Half width of the 80 % interval, h + 1 periods ahead. */
  public double half80(int h, int audience) {
    return z80 * Math.sqrt(variances[h][audience]);
  }

  /** Half width of the 95 % interval, h + 1 periods ahead. */
  public double half95(int h, int audience) {
    return z95 * Math.sqrt(variances[h][audience]);
  }
}
