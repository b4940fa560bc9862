// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * Forecasts 1..h periods ahead, issued before those periods: only the expected sampling variance is
 * used.
 *
 * @param means in [0,1], by periods ahead less one, then audience; in units of adjusted sentiment
 * @param variances of the value, sampling variance included, likewise
 * @param halfWidths80 half widths of the adaptive 80 % intervals, likewise; what leaves [0,1] is
 *     cut off where an interval is shown
 * @param halfWidths95 of the 95 % intervals
 */
public record ForecastPath(
    double[][] means, double[][] variances, double[][] halfWidths80, double[][] halfWidths95) {

  static ForecastPath of(double[][][] forecast, AdaptiveIntervals intervals) {
    return new ForecastPath(
        copy(forecast[0]),
        copy(forecast[1]),
        widths(forecast[1], intervals, AdaptiveIntervals.Level.EIGHTY),
        widths(forecast[1], intervals, AdaptiveIntervals.Level.NINETY_FIVE));
  }

  private static double[][] copy(double[][] values) {
    double[][] copy = new double[values.length][];
    for (int h = 0; h < copy.length; h++) {
      copy[h] = values[h].clone();
    }
    return copy;
  }

  private static double[][] widths(
      double[][] variances, AdaptiveIntervals intervals, AdaptiveIntervals.Level level) {
    double[][] widths = copy(variances);
    for (double[] row : widths) {
      for (int i = 0; i < row.length; i++) {
        row[i] = intervals.halfWidth(level, row[i]);
      }
    }
    return widths;
  }
}
