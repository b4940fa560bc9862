// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.engine.Sources.SourceBlock;
import io.undertone.dynamics.solve.Rows;
import java.util.Arrays;

/**
 * Chooses the sources of a row in a crowd of more than 24, from the last periods:
 *
 * <pre>
 *   s_j = max_l ( t(j,l | controls) - .3 [l &gt; 1] ) + .5 [j is a source now]
 *   controls: 1, filt_i(t-1), y_i(t-1), crowd_i(t-1), crowd_i(t-2), crowd_i(t-3)
 * </pre>
 *
 * From period 30 on, every 10 periods, the 12 largest of the present ones and of 128 others, which
 * take turns in crowds larger than that; before, the first 12. Cost 25 T per source that is looked
 * at, for T periods. Scratch memory of one worker.
 */
final class SourceScreen {
  /** Largest crowd in which everybody is a source of everybody. */
  static final int EVERYBODY = 24;

  /** Sources of a row in a larger crowd. */
  static final int SOURCES = 12;

  /** Period from which sources are chosen. */
  static final int FIRST_PERIOD = 30;

  private static final int EVERY = 10;
  private static final int BLOCK = 128;

  /** Periods of a block that a processor keeps at hand; a multiple of 4. */
  private static final int IN_CACHE = 16;

  private static final int CONTROLS = 6;
  private static final int LAGS = RowModel.LAGS;
  private static final double LATER_LAG = .3;
  private static final double STAYS = .5;
  private static final double COLLINEAR = 1e-9;
  private static final double NOTHING = 1e-12;
  private static final double SMALLEST_REST = 1e-15;

  private final double[][] controls = new double[CONTROLS][RecentPeriods.LONG];
  private final double[] past = new double[RecentPeriods.LONG];
  private final double[] target = new double[RecentPeriods.LONG];
  private final int[] when = new int[RecentPeriods.LONG];
  private final double[][] rows = new double[RecentPeriods.LONG][];
  private int targets;
  private double rest;
  private final SourceBlock own = new SourceBlock();
  private int count;
  private int[] candidate = {};
  private double[] score = {};

  /** By control, then of the target, then the squares: sums over periods, by member. */
  private final double[][] sums = new double[CONTROLS + 2][0];

  /** The first 12 others. */
  static int[] first(int i, int n) {
    int[] sources = new int[Math.min(SOURCES, n - 1)];
    for (int j = 0; j < sources.length; j++) {
      sources[j] = j < i ? j : j + 1;
    }
    return sources;
  }

  /** Whether it is a row's turn, from {@link #FIRST_PERIOD} on. */
  static boolean due(int i, int period) {
    return (period + i) % EVERY == 0;
  }

  /** The audiences that any row may take as a source in this period, beside its present ones. */
  static int[] turn(int n, int period) {
    int[] members = new int[Math.min(BLOCK, n)];
    int from = n > BLOCK ? (int) ((long) (period / EVERY) * BLOCK % n) : 0;
    for (int k = 0; k < members.length; k++) {
      members[k] = (from + k) % n;
    }
    return members;
  }

  /**
   * The sources to follow, ascending.
   *
   * @param turn who is looked at beside the present sources
   */
  int[] choose(int i, int[] present, int n, SourceBlock turn, RecentPeriods past) {
    prepare(i, past);
    if (targets <= CONTROLS + 2) {
      return present;
    }
    count = 0;
    look(turn);
    own.load(present, past);
    look(own);
    return best(i, present, n);
  }

  /** Scores the members of a block. */
  private void look(SourceBlock block) {
    int size = block.size();
    reserve(count + size, size);
    for (int s = 0; s < size; s++) {
      candidate[count + s] = block.member(s);
      score[count + s] = Double.NEGATIVE_INFINITY;
    }
    for (int lag = 1; lag <= LAGS; lag++) {
      for (double[] sum : sums) {
        Arrays.fill(sum, 0, size, 0);
      }
      block.rows(when, targets, lag, rows);
      for (int from = 0; from < targets; from += IN_CACHE) {
        int to = Math.min(targets, from + IN_CACHE);
        for (int c = 0; c < CONTROLS; c++) {
          Rows.add(sums[c], 0, size, rows, controls[c], from, to);
        }
        Rows.add(sums[CONTROLS], 0, size, rows, target, from, to);
        for (int t = from; t < to; t++) {
          addSquares(rows[t], size, sums[CONTROLS + 1]);
        }
      }
      for (int s = 0; s < size; s++) {
        double t = statistic(s) - (lag > 1 ? LATER_LAG : 0);
        score[count + s] = Math.max(score[count + s], t);
      }
    }
    count += size;
  }

  private static void addSquares(double[] x, int size, double[] sums) {
    for (int s = 0; s < size; s++) {
      sums[s] += x[s] * x[s];
    }
  }

  private void reserve(int candidates, int size) {
    if (score.length < candidates) {
      score = Arrays.copyOf(score, candidates);
      candidate = Arrays.copyOf(candidate, candidates);
    }
    if (sums[0].length < size) {
      Arrays.setAll(sums, c -> new double[size]);
    }
  }

  /** The best candidates; the first others where there are too few. */
  private int[] best(int i, int[] present, int n) {
    int[] chosen = new int[Math.min(SOURCES, n - 1)];
    for (int c = 0; c < count; c++) {
      score[c] += Arrays.binarySearch(present, candidate[c]) >= 0 ? STAYS : 0;
    }
    int taken = 0;
    while (taken < chosen.length) {
      int next = strongest(i, chosen, taken);
      chosen[taken] = next >= 0 ? next : firstOther(i, chosen, taken);
      taken++;
    }
    Arrays.sort(chosen);
    return chosen;
  }

  private int strongest(int i, int[] chosen, int taken) {
    int best = -1;
    for (int c = 0; c < count; c++) {
      boolean better =
          best < 0
              || score[c] > score[best]
              || (score[c] == score[best] && candidate[c] < candidate[best]);
      if (better && free(candidate[c], i, chosen, taken)) {
        best = c;
      }
    }
    return best < 0 ? -1 : candidate[best];
  }

  private static int firstOther(int i, int[] chosen, int taken) {
    int other = 0;
    while (!free(other, i, chosen, taken)) {
      other++;
    }
    return other;
  }

  private static boolean free(int audience, int i, int[] chosen, int taken) {
    for (int k = 0; k < taken; k++) {
      if (chosen[k] == audience) {
        return false;
      }
    }
    return audience != i;
  }

  /** Orthonormal controls and what they leave of the target. */
  private void prepare(int i, RecentPeriods recent) {
    int size = recent.size();
    targets = 0;
    recent.levels(i, past);
    for (int t = LAGS; t < size; t++) {
      int ago = size - 1 - t;
      double y = recent.value(ago, i);
      if (Double.isNaN(y) || Double.isNaN(recent.level(ago + 1, i))) {
        continue;
      }
      double before = recent.value(ago + 1, i);
      when[targets] = t;
      target[targets] = y - .5;
      controls[0][targets] = 1;
      controls[1][targets] = past[t - 1] - .5;
      controls[2][targets] = (Double.isNaN(before) ? past[t - 1] : before) - .5;
      for (int l = 1; l <= LAGS; l++) {
        double crowd = recent.crowd(ago + l, i);
        controls[2 + l][targets] = Double.isFinite(crowd) ? crowd - .5 : 0;
      }
      targets++;
    }
    for (int c = 0; c < CONTROLS; c++) {
      orthonormalise(c);
    }
    for (int c = 0; c < CONTROLS; c++) {
      subtract(target, controls[c], dot(target, controls[c]));
    }
    rest = dot(target, target);
  }

  private void orthonormalise(int c) {
    double raw = dot(controls[c], controls[c]);
    for (int b = 0; b < c; b++) {
      subtract(controls[c], controls[b], dot(controls[c], controls[b]));
    }
    double left = dot(controls[c], controls[c]);
    double scale = left > COLLINEAR * raw + NOTHING ? 1 / Math.sqrt(left) : 0;
    for (int t = 0; t < targets; t++) {
      controls[c][t] *= scale;
    }
  }

  private double dot(double[] a, double[] b) {
    double sum = 0;
    for (int t = 0; t < targets; t++) {
      sum += a[t] * b[t];
    }
    return sum;
  }

  private void subtract(double[] from, double[] what, double times) {
    for (int t = 0; t < targets; t++) {
      from[t] -= times * what[t];
    }
  }

  /** t of a member's past level given the controls, from the sums. */
  private double statistic(int member) {
    double vv = sums[CONTROLS + 1][member];
    double vy = sums[CONTROLS][member];
    double left = vv;
    for (int c = 0; c < CONTROLS; c++) {
      double product = sums[c][member];
      left -= product * product;
    }
    if (left <= COLLINEAR * vv + NOTHING) {
      return 0;
    }
    double beta = vy / left;
    double df = targets - CONTROLS - 2;
    return beta / Math.sqrt(Math.max(rest - beta * vy, SMALLEST_REST) / df / left);
  }
}
