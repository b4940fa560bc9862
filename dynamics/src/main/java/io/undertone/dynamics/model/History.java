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

  /** All values, T x n, gaps filled as {@link #last} fills them. */
  static double[][] filled(SentimentSeries series) {
    double[][] rows = new double[series.length()][series.size()];
    for (int t = 0; t < rows.length; t++) {
      for (int i = 0; i < series.size(); i++) {
        boolean follows = t > 0 && !series.observed(t, i);
        rows[t][i] = follows ? rows[t - 1][i] : nearest(series, t, i);
      }
    }
    return rows;
  }

  /** Number of observed values of blogger i. */
  static int count(SentimentSeries series, int i) {
    int count = 0;
    for (int t = 0; t < series.length(); t++) {
      count += series.observed(t, i) ? 1 : 0;
    }
    return count;
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
