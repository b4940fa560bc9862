// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

/** The last values of a series, complete. */
final class History {
  private History() {}

  /**
   * x(T), x(T-1), .., L rows; a missing value is the blogger's last observed one before it, or the
   * first one after it, or, for a blogger never seen, 0.5.
   */
  static double[][] last(SentimentSeries series, int lags) {
    double[][] rows = new double[lags][series.size()];
    for (int l = 0; l < lags; l++) {
      for (int i = 0; i < series.size(); i++) {
        rows[l][i] = nearest(series, series.length() - 1 - l, i);
      }
    }
    return rows;
  }

  private static double nearest(SentimentSeries series, int period, int i) {
    for (int t = Math.min(period, series.length() - 1); t >= 0; t--) {
      if (series.observed(t, i)) {
        return series.value(t, i);
      }
    }
    for (int t = Math.max(0, period + 1); t < series.length(); t++) {
      if (series.observed(t, i)) {
        return series.value(t, i);
      }
    }
    return 0.5;
  }

  /** Index of the first period in which blogger i has a value; T when there is none. */
  static int first(SentimentSeries series, int i) {
    int t = 0;
    while (t < series.length() && !series.observed(t, i)) {
      t++;
    }
    return t;
  }
}
