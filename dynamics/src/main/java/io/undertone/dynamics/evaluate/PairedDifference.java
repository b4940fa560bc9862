// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import io.undertone.dynamics.Distributions;
import io.undertone.dynamics.evaluate.ForwardScores.ForecastCase;
import java.util.List;
import java.util.TreeMap;

/**
 * Mean difference d of squared errors between two forecasters over pairs grouped by period, with a
 * Newey-West (lag 1, Bartlett) standard error; sums only, so that it can run for ever.
 *
 * <pre>
 *   u_t = D_t - n_t d ;   var(sum D) = P/(P-1) ( sum u_t^2 + sum u_t u_(t-1) )
 * </pre>
 *
 * D_t the sum of the differences in period t, n_t its number of pairs, P the number of periods.
 */
public final class PairedDifference {
  /** How many numbers it remembers. */
  static final int STATE = 11;

  private double periods;
  private double pairs;
  private double sum;
  private double dd;
  private double dn;
  private double nn;
  private double dLag;
  private double nLag;
  private double previousD;
  private double previousN;
  private double crossLag;

  /**
   * Adds one period.
   *
   * @param difference D_t, sum over the period's pairs of e_model^2 - e_other^2
   * @param count n_t, at least 1
   */
  public void add(double difference, int count) {
    dd += difference * difference;
    dn += difference * count;
    nn += (double) count * count;
    dLag += difference * previousD;
    crossLag += difference * previousN + count * previousD;
    nLag += count * previousN;
    previousD = difference;
    previousN = count;
    sum += difference;
    pairs += count;
    periods++;
  }

  /** Number of periods P. */
  public int periods() {
    return (int) periods;
  }

  /** d; 0 while there is no pair. */
  public double mean() {
    return pairs > 0 ? sum / pairs : 0;
  }

  /** Standard error of d; 0 while there are fewer than two periods. */
  public double standardError() {
    if (periods < 2) {
      return 0;
    }
    double d = mean();
    double square = dd - 2 * d * dn + d * d * nn;
    double lagged = dLag - d * crossLag + d * d * nLag;
    double variance = square + lagged > 0 ? square + lagged : square;
    return Math.sqrt(Math.max(0, variance) * periods / (periods - 1)) / pairs;
  }

  /** Writes {@link #STATE} numbers. */
  void save(double[] state, int from) {
    double[] all = {periods, pairs, sum, dd, dn, nn, dLag, nLag, previousD, previousN, crossLag};
    System.arraycopy(all, 0, state, from, all.length);
  }

  void load(double[] state, int from) {
    periods = state[from];
    pairs = state[from + 1];
    sum = state[from + 2];
    dd = state[from + 3];
    dn = state[from + 4];
    nn = state[from + 5];
    dLag = state[from + 6];
    nLag = state[from + 7];
    previousD = state[from + 8];
    previousN = state[from + 9];
    crossLag = state[from + 10];
  }

  /**
   * Test of equal squared error of two forecasters on the same cases, grouped by target period.
   *
   * <pre>
   *   d = sum D_t / sum n_t ,  u_t = D_t - n_t d ,
   *   var(sum D) = P/(P-1) ( g_0 + 2 sum_(k=1..K) (1 - k/(K+1)) g_k ) ,  g_k = sum u_t u_(t-k)
   * </pre>
   *
   * D_t the sum of e_model^2 - e_other^2 over the n_t cases of period t, P the number of periods, K
   * = max(1, horizon - 1), since forecasts h ahead overlap h - 1 periods.
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
    public static DieboldMariano of(
        List<ForecastCase> model, List<ForecastCase> other, int horizon) {
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
}
