// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

/**
 * Error measures under the names of He, Proskurnikov and Sedakov, arXiv:2511.15303. Rows are
 * periods, columns are bloggers, n of them.
 */
final class PaperMetrics {
  private PaperMetrics() {}

  /** MAE: mean of |e| over all values. */
  static double mae(double[][] truth, double[][] fitted) {
    return mean(truth, fitted, false);
  }

  /** MAPE in percent: 100 times the mean of |e| / truth over all values; no truth may be 0. */
  static double mapePercent(double[][] truth, double[][] fitted) {
    return 100 * mean(truth, fitted, true);
  }

  private static double mean(double[][] truth, double[][] fitted, boolean relative) {
    double sum = 0;
    for (int t = 0; t < truth.length; t++) {
      for (int i = 0; i < truth[t].length; i++) {
        double error = Math.abs(truth[t][i] - fitted[t][i]);
        sum += relative ? error / truth[t][i] : error;
      }
    }
    return sum / (truth.length * truth[0].length);
  }

  /** RMSE: mean over bloggers of the root of the mean over periods of e^2. */
  static double rmse(double[][] truth, double[][] fitted) {
    int n = truth[0].length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double squares = 0;
      for (int t = 0; t < truth.length; t++) {
        double error = truth[t][i] - fitted[t][i];
        squares += error * error;
      }
      sum += Math.sqrt(squares / truth.length);
    }
    return sum / n;
  }

  /** RMSE11, RMSE12: root of the mean over bloggers of e^2 in one period. */
  static double rmseOfPeriod(double[] truth, double[] forecast) {
    double squares = 0;
    for (int i = 0; i < truth.length; i++) {
      double error = truth[i] - forecast[i];
      squares += error * error;
    }
    return Math.sqrt(squares / truth.length);
  }
}
