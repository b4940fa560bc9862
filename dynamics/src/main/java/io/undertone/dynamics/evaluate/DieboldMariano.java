// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import io.undertone.dynamics.Distributions;
import io.undertone.dynamics.evaluate.ForwardScores.ForecastCase;
import java.util.List;
import java.util.TreeMap;

/**
 * Test of equal squared error of two forecasters on the same cases, grouped by target period.
 *
 * <pre>
 *   d = sum D_t / sum n_t ,  u_t = D_t - n_t d ,
 *   var(sum D) = P/(P-1) ( g_0 + 2 sum_(k=1..K) (1 - k/(K+1)) g_k ) ,  g_k = sum u_t u_(t-k)
 * </pre>
 *
 * D_t the sum of e_model^2 - e_other^2 over the n_t cases of period t, P the number of periods, K =
 * max(1, horizon - 1), since forecasts h ahead overlap h - 1 periods.
 *
 * <p>Source: Diebold and Mariano 1995; Newey and West 1987.
 *
 * @param meanDifference d; negative when the model is better
 * @param standardError of d
 * @param periods P
 */
public record DieboldMariano(double meanDifference, double standardError, int periods) {

  /**
   * @param model cases of the model
   * @param other cases of the other forecaster, the same ones in the same order
   * @param horizon periods ahead, of all cases
   */
  public static DieboldMariano of(List<ForecastCase> model, List<ForecastCase> other, int horizon) {
    TreeMap<Integer, double[]> byTarget = new TreeMap<>();
    for (int k = 0; k < model.size(); k++) {
      double[] cell = byTarget.computeIfAbsent(model.get(k).target(), t -> new double[2]);
      cell[0] += model.get(k).squaredError() - other.get(k).squaredError();
      cell[1]++;
    }
    return of(byTarget.values().toArray(double[][]::new), Math.max(1, horizon - 1));
  }

  private static DieboldMariano of(double[][] cells, int lags) {
    int periods = cells.length;
    double sum = 0;
    double count = 0;
    for (double[] cell : cells) {
      sum += cell[0];
      count += cell[1];
    }
    double[] u = new double[periods];
    for (int t = 0; t < periods; t++) {
      u[t] = cells[t][0] - cells[t][1] * sum / count;
    }
    double variance = autoproduct(u, 0);
    double start = variance;
    for (int k = 1; k <= Math.min(lags, periods - 1); k++) {
      variance += 2 * (1 - k / (lags + 1.0)) * autoproduct(u, k);
    }
    double kept = variance > 0 ? variance : start;
    double error = periods < 2 ? 0 : Math.sqrt(kept * periods / (periods - 1.0)) / count;
    return new DieboldMariano(sum / count, error, periods);
  }

  private static double autoproduct(double[] u, int lag) {
    double sum = 0;
    for (int t = lag; t < u.length; t++) {
      sum += u[t] * u[t - lag];
    }
    return sum;
  }

  /** d / standard error; 0 when both are 0. */
  public double statistic() {
    return standardError > 0 ? meanDifference / standardError : 0;
  }

  /** Two-sided p-value from the normal distribution. */
  public double pValue() {
    return 2 * Distributions.normal(-Math.abs(statistic()));
  }
}
