// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

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
}
