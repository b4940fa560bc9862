// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.claims.EdgeClaims.PastPeriods;
import io.undertone.dynamics.state.Codec;
import java.util.Arrays;

/**
 * The last periods of everybody, oldest first: filtered state m, own-history level, value, and of
 * each row om and off. From them a row whose sources change computes its sums again. It keeps 128
 * periods while everybody listens to everybody, 512 in larger crowds.
 */
final class RecentPeriods implements PastPeriods {
  /** Periods kept in a large crowd. */
  static final int LONG = 512;

  /** Periods kept while everybody listens to everybody. */
  static final int SHORT = 128;

  /** Periods that are added in one pass. */
  private static final int AT_ONCE = 4;

  private static final int SLACK = 64;

  private int limit = SHORT;
  private int end;
  private double[][] state = new double[0][];
  private double[][] level = new double[0][];
  private double[][] value = new double[0][];
  private double[][] weight = new double[0][];
  private double[][] off = new double[0][];
  private double[] crowd = new double[SHORT + SLACK];
  private double[] heard = new double[SHORT + SLACK];

  /** Keeps more periods from now on. */
  void lengthen() {
    limit = LONG;
    crowd = Arrays.copyOf(crowd, LONG + SLACK);
    heard = Arrays.copyOf(heard, LONG + SLACK);
    for (double[][] field : fields()) {
      for (int i = 0; i < field.length; i++) {
        field[i] = Arrays.copyOf(field[i], LONG + SLACK);
      }
    }
  }

  private double[][][] fields() {
    return new double[][][] {state, level, value, weight, off};
  }

  /** Adds audiences, which have been at a level so far. */
  void grow(int n, double past) {
    int before = state.length;
    state = Arrays.copyOf(state, n);
    level = Arrays.copyOf(level, n);
    value = Arrays.copyOf(value, n);
    weight = Arrays.copyOf(weight, n);
    off = Arrays.copyOf(off, n);
    for (int i = before; i < n; i++) {
      state[i] = filled(past);
      level[i] = filled(Double.NaN);
      value[i] = filled(Double.NaN);
      weight[i] = filled(0);
      off[i] = filled(0);
    }
  }

  private double[] filled(double with) {
    double[] periods = new double[limit + SLACK];
    Arrays.fill(periods, with);
    return periods;
  }

  /** Adds the period that the bank and the layer have just learned. */
  void add(Observation now, OwnHistoryBank bank, NetworkLayer layer) {
    if (end == limit + SLACK) {
      slide();
    }
    crowd[end] = 0;
    heard[end] = 0;
    for (int i = 0; i < state.length; i++) {
      OwnHistory own = bank.get(i);
      boolean known = own.everObserved();
      state[i][end] = layer.state(i);
      level[i][end] = known ? own.filtered : Double.NaN;
      value[i][end] = now.observed(i) ? now.value(i) : Double.NaN;
      weight[i][end] = layer.weight[i];
      off[i][end] = layer.off[i];
      if (known) {
        crowd[end] += own.filtered;
        heard[end]++;
        if (end > 0 && Double.isNaN(level[i][end - 1])) {
          Arrays.fill(state[i], 0, end, own.filtered);
        }
      }
    }
    end++;
  }

  private void slide() {
    int drop = SLACK;
    for (double[][] field : fields()) {
      for (double[] periods : field) {
        System.arraycopy(periods, drop, periods, 0, end - drop);
      }
    }
    System.arraycopy(crowd, drop, crowd, 0, end - drop);
    System.arraycopy(heard, drop, heard, 0, end - drop);
    end -= drop;
  }

  @Override
  public int size() {
    return Math.min(end, limit);
  }

  @Override
  public double level(int ago, int audience) {
    return level[audience][end - 1 - ago];
  }

  @Override
  public double value(int ago, int audience) {
    return value[audience][end - 1 - ago];
  }

  /** Mean level then of the audiences heard by then, less one; not finite where there is none. */
  double crowd(int ago, int audience) {
    int at = end - 1 - ago;
    double own = level[audience][at];
    if (Double.isNaN(own)) {
      return crowd[at] / heard[at];
    }
    return (crowd[at] - own) / (heard[at] - 1);
  }

  /** Writes the levels of an audience, oldest first; constant before it was heard. */
  void levels(int audience, double[] result) {
    int size = size();
    System.arraycopy(level[audience], end - size, result, 0, size);
    int first = 0;
    while (first < size && Double.isNaN(result[first])) {
      first++;
    }
    Arrays.fill(result, 0, first, first < size ? result[first] : Double.NaN);
  }

  /** Whether an audience has been heard. */
  boolean heard(int audience) {
    return end > 0 && !Double.isNaN(level[audience][end - 1]);
  }

  /** Computes the sums of a row again by the recursions of {@link RowSums}. */
  void rebuild(NetworkRow row, RowWorkspace ws) {
    int i = row.target;
    int start = end - size();
    while (start < end - 1 && Double.isNaN(level[i][start])) {
      start++;
    }
    ws.reserve(row.sums.p);
    regressors(row, start, start, ws.z);
    row.sums.start(Double.isNaN(level[i][start]) ? state[i][start] : level[i][start], ws.z);
    int oldest = end - size();
    int p = row.sums.p;
    double[][] deviations = new double[AT_ONCE][p];
    double[] factor = new double[AT_ONCE];
    double[] weights = new double[AT_ONCE];
    for (int from = start + 1; from < end; from += AT_ONCE) {
      for (int k = 0; k < AT_ONCE; k++) {
        int t = Math.min(from + k, end - 1);
        regressors(row, t - 1, oldest, ws.z);
        for (int a = 0; a < p; a++) {
          deviations[k][a] = ws.z[a] - row.sums.z[a];
        }
        double y = Double.isNaN(value[i][t]) ? 0 : value[i][t];
        double om = from + k < end ? weight[i][t] : 0;
        factor[k] = row.sums.move(1, om, y, off[i][t], deviations[k]);
      }
      row.sums.add(deviations, factor, weights);
    }
    row.sums.mirror();
  }

  private void regressors(NetworkRow row, int newest, int oldest, double[] z) {
    z[0] = state[row.target][newest];
    int at = 1;
    for (int l = 0; l < row.model.blocks(); l++) {
      for (int source : row.sources) {
        z[at++] = state[source][Math.max(oldest, newest - l)];
      }
    }
  }

  void transferShared(Codec codec) {
    limit = codec.value(limit);
    int size = codec.value(size());
    crowd = aligned(codec, crowd, size);
    heard = aligned(codec, heard, size);
    if (codec.reading()) {
      end = size;
    }
  }

  void transferRow(int i, Codec codec) {
    state[i] = aligned(codec, state[i], size());
    level[i] = aligned(codec, level[i], size());
    value[i] = aligned(codec, value[i], size());
    weight[i] = aligned(codec, weight[i], size());
    off[i] = aligned(codec, off[i], size());
  }

  private double[] aligned(Codec codec, double[] periods, int size) {
    double[] kept = codec.reading() ? new double[0] : Arrays.copyOfRange(periods, end - size, end);
    double[] read = codec.numbers(kept);
    return codec.reading() ? Arrays.copyOf(read, limit + SLACK) : periods;
  }
}
