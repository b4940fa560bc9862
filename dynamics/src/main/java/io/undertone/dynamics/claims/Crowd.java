// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

import io.undertone.dynamics.state.Codec;
import java.util.Arrays;

/**
 * Levels of everybody in the last three periods, and their sums in the last 512. An audience counts
 * from its first value on; what it was before is written as its first level.
 */
final class Crowd {
  static final int LAGS = EdgeSums.LAGS;

  /** Periods from which a row can be computed again. */
  static final int WINDOW = 512;

  private static final int KEPT = LAGS + 1;

  private final double[][] levels = new double[LAGS][0];
  private double[] last = {};
  private int[] firstHeard = {};
  private double[] sums = new double[KEPT * 8];
  private int periods;

  void join() {
    int n = last.length + 1;
    for (int l = 0; l < LAGS; l++) {
      levels[l] = Arrays.copyOf(levels[l], n);
    }
    last = Arrays.copyOf(last, n);
    firstHeard = Arrays.copyOf(firstHeard, n);
    firstHeard[n - 1] = -1;
  }

  int size() {
    return last.length;
  }

  int periods() {
    return periods;
  }

  boolean heard(int i) {
    return firstHeard[i] >= 0;
  }

  /** Period of the first value; -1 where there was none. */
  int firstHeard(int i) {
    return firstHeard[i];
  }

  int heard() {
    int count = 0;
    for (int first : firstHeard) {
      count += first >= 0 ? 1 : 0;
    }
    return count;
  }

  /** filt_i(t-lag), t the open period. */
  double level(int lag, int i) {
    return levels[lag - 1][i];
  }

  /** y_i(t-1), or filt_i(t-1) where it was missing. */
  double last(int i) {
    return last[i];
  }

  /** Mean of the others' filt(t-lag) as known when that period t was open; t - 1 is closed. */
  double others(int period, int lag, double own) {
    int at = (period - 1) % WINDOW * KEPT;
    double count = sums[at + LAGS];
    return count > 1 ? (sums[at + lag - 1] - own) / (count - 1) : own;
  }

  /** Closes a period; those heard for the first time are given to the consumer. */
  void close(double[] y, boolean[] observed, double[] level, FirstHeard newcomers) {
    double[] oldest = levels[LAGS - 1];
    System.arraycopy(levels, 0, levels, 1, LAGS - 1);
    levels[0] = oldest;
    System.arraycopy(level, 0, oldest, 0, oldest.length);
    for (int i = 0; i < last.length; i++) {
      last[i] = observed[i] ? y[i] : level[i];
      if (observed[i] && !heard(i)) {
        firstHeard[i] = periods;
        for (double[] past : levels) {
          past[i] = level[i];
        }
        newcomers.accept(i, level[i]);
      }
    }
    periods++;
    sum();
  }

  private void sum() {
    int at = (periods - 1) % WINDOW * KEPT;
    if (at + KEPT > sums.length) {
      sums = Arrays.copyOf(sums, Math.min(WINDOW * KEPT, 2 * sums.length));
    }
    for (int l = 0; l < LAGS; l++) {
      double sum = 0;
      for (int i = 0; i < last.length; i++) {
        sum += heard(i) ? levels[l][i] : 0;
      }
      sums[at + l] = sum;
    }
    sums[at + LAGS] = heard();
  }

  void transferShared(Codec codec) {
    periods = codec.value(periods);
    int length = codec.value(sums.length);
    if (codec.reading()) {
      sums = new double[length];
    }
    codec.values(sums);
  }

  void transferRow(int i, Codec codec) {
    firstHeard[i] = codec.value(firstHeard[i]);
    last[i] = codec.value(last[i]);
    for (int l = LAGS - 1; l >= 0; l--) {
      levels[l][i] = codec.value(levels[l][i]);
    }
  }

  /** Takes an audience that is heard for the first time, and its level. */
  interface FirstHeard {
    void accept(int audience, double level);
  }
}
