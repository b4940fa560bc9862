// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

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

  private static final int FIRST_PERIOD = 30;
  private static final int EVERY = 10;
  private static final int BLOCK = 128;
  private static final int CONTROLS = 6;
  private static final int LAGS = RowModel.LAGS;
  private static final double LATER_LAG = .3;
  private static final double STAYS = .5;
  private static final double COLLINEAR = 1e-9;
  private static final double NOTHING = 1e-12;
  private static final double SMALLEST_REST = 1e-15;

  private final double[][] controls = new double[CONTROLS][RecentPeriods.LONG];
  private final double[] own = new double[RecentPeriods.LONG];
  private final double[] level = new double[RecentPeriods.LONG];
  private final double[] target = new double[RecentPeriods.LONG];
  private final int[] when = new int[RecentPeriods.LONG];
  private int targets;
  private double rest;
  private double[] score = {};

  /** The first 12 others. */
  static int[] first(int i, int n) {
    int[] sources = new int[Math.min(SOURCES, n - 1)];
    for (int j = 0; j < sources.length; j++) {
      sources[j] = j < i ? j : j + 1;
    }
    return sources;
  }

  static boolean due(int i, int period) {
    return period >= FIRST_PERIOD && (period + i) % EVERY == 0;
  }

  /** The sources to follow, ascending. */
  int[] choose(int i, int[] present, int n, int period, RecentPeriods past) {
    prepare(i, past);
    if (targets <= CONTROLS + 2) {
      return present;
    }
    score = score.length < n ? new double[n] : score;
    Arrays.fill(score, 0, n, Double.NEGATIVE_INFINITY);
    int block = Math.min(BLOCK, n);
    int from = n > BLOCK ? (int) ((long) (period / EVERY) * BLOCK % n) : 0;
    for (int step = 0; step < block; step++) {
      look(i, (from + step) % n, past);
    }
    for (int j : present) {
      look(i, j, past);
      score[j] += STAYS;
    }
    return best(i, n);
  }

  private void look(int i, int j, RecentPeriods past) {
    if (j == i || !past.heard(j) || score[j] > Double.NEGATIVE_INFINITY) {
      return;
    }
    past.levels(j, level);
    for (int lag = 1; lag <= LAGS; lag++) {
      score[j] = Math.max(score[j], statistic(lag) - (lag > 1 ? LATER_LAG : 0));
    }
  }

  private int[] best(int i, int n) {
    int[] chosen = new int[Math.min(SOURCES, n - 1)];
    boolean[] taken = new boolean[n];
    taken[i] = true;
    for (int k = 0; k < chosen.length; k++) {
      int best = -1;
      for (int j = 0; j < n; j++) {
        if (!taken[j] && (best < 0 || score[j] > score[best])) {
          best = j;
        }
      }
      chosen[k] = best;
      taken[best] = true;
    }
    Arrays.sort(chosen);
    return chosen;
  }

  /** Orthonormal controls and what they leave of the target. */
  private void prepare(int i, RecentPeriods past) {
    int size = past.size();
    targets = 0;
    past.levels(i, own);
    for (int t = LAGS; t < size; t++) {
      int ago = size - 1 - t;
      double y = past.value(ago, i);
      if (Double.isNaN(y) || Double.isNaN(past.level(ago + 1, i))) {
        continue;
      }
      double before = past.value(ago + 1, i);
      when[targets] = t;
      target[targets] = y - .5;
      controls[0][targets] = 1;
      controls[1][targets] = own[t - 1] - .5;
      controls[2][targets] = (Double.isNaN(before) ? own[t - 1] : before) - .5;
      for (int l = 1; l <= LAGS; l++) {
        double crowd = past.crowd(ago + l, i);
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

  /** t of level_j(t - lag) given the controls. */
  private double statistic(int lag) {
    double vv = 0;
    double vy = 0;
    double p0 = 0;
    double p1 = 0;
    double p2 = 0;
    double p3 = 0;
    double p4 = 0;
    double p5 = 0;
    for (int t = 0; t < targets; t++) {
      double v = level[when[t] - lag] - .5;
      vv += v * v;
      vy += v * target[t];
      p0 += v * controls[0][t];
      p1 += v * controls[1][t];
      p2 += v * controls[2][t];
      p3 += v * controls[3][t];
      p4 += v * controls[4][t];
      p5 += v * controls[5][t];
    }
    double left = vv - p0 * p0 - p1 * p1 - p2 * p2 - p3 * p3 - p4 * p4 - p5 * p5;
    if (left <= COLLINEAR * vv + NOTHING) {
      return 0;
    }
    double beta = vy / left;
    double df = targets - CONTROLS - 2;
    return beta / Math.sqrt(Math.max(rest - beta * vy, SMALLEST_REST) / df / left);
  }
}
