// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import io.undertone.dynamics.Distributions;
import io.undertone.dynamics.evaluate.PrequentialScore.Accuracy;
import org.jspecify.annotations.Nullable;

/** Running sums over forecast errors. */
final class ErrorSums {
  /** How many numbers it remembers. */
  static final int STATE = 6;

  static final double Z80 = Distributions.normalQuantile(0.9);
  static final double Z95 = Distributions.normalQuantile(0.975);

  private double n;
  private double squares;
  private double absolute;
  private double logDensity;
  private double inside80;
  private double inside95;

  /**
   * @param error value - mean
   * @param variance predictive variance
   * @param z80 half-width of the 80 % interval in standard deviations
   * @param z95 the same for 95 %
   */
  void add(double error, double variance, double z80, double z95) {
    double deviation = Math.sqrt(variance);
    n++;
    squares += error * error;
    absolute += Math.abs(error);
    logDensity -= 0.5 * (Math.log(2 * Math.PI * variance) + error * error / variance);
    inside80 += Math.abs(error) <= z80 * deviation ? 1 : 0;
    inside95 += Math.abs(error) <= z95 * deviation ? 1 : 0;
  }

  /** The score, given the skill that somebody else works out. */
  Accuracy score(@Nullable Double skill, @Nullable Double skillError) {
    if (n == 0) {
      return new Accuracy(0, null, null, null, null, null, null, null);
    }
    return new Accuracy(
        (int) n,
        Math.sqrt(squares / n),
        absolute / n,
        logDensity / n,
        inside80 / n,
        inside95 / n,
        skill,
        skillError);
  }

  void save(double[] state, int from) {
    double[] all = {n, squares, absolute, logDensity, inside80, inside95};
    System.arraycopy(all, 0, state, from, STATE);
  }

  void load(double[] state, int from) {
    n = state[from];
    squares = state[from + 1];
    absolute = state[from + 2];
    logDensity = state[from + 3];
    inside80 = state[from + 4];
    inside95 = state[from + 5];
  }
}
