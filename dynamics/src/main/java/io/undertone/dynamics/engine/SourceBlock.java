// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.solve.RankFour;
import java.util.Arrays;

/**
 * Past levels, less one half, of audiences that may become sources: period by period, so that sums
 * for all of them run along a row. Scratch memory.
 */
final class SourceBlock {
  private int[] members = {};
  private int size;
  private double[] levels = {};
  private final double[] series = new double[RecentPeriods.LONG];

  /** Number of audiences in it. */
  int size() {
    return size;
  }

  /** Audience at a position. */
  int member(int position) {
    return members[position];
  }

  /** Takes the audiences that have been heard, in the order given. */
  void load(int[] candidates, RecentPeriods past) {
    int periods = past.size();
    members = Arrays.stream(candidates).filter(past::heard).toArray();
    size = members.length;
    if (levels.length < size * periods) {
      levels = new double[size * RecentPeriods.LONG];
    }
    for (int s = 0; s < size; s++) {
      past.levels(members[s], series);
      for (int t = 0; t < periods; t++) {
        levels[t * size + s] = series[t] - .5;
      }
    }
  }

  /**
   * Adds sum_t g(t) level(when(t) - lag) of each member, in the order of t.
   *
   * @param g weights
   * @param from first term
   * @param to behind the last term
   * @param sums one for each member, from {@code at} on
   */
  void addProducts(double[] g, int[] when, int from, int to, int lag, double[] sums, int at) {
    int t = from;
    for (; t + 4 <= to; t += 4) {
      RankFour.add(
          sums,
          at,
          size,
          levels,
          g[t],
          (when[t] - lag) * size,
          g[t + 1],
          (when[t + 1] - lag) * size,
          g[t + 2],
          (when[t + 2] - lag) * size,
          g[t + 3],
          (when[t + 3] - lag) * size);
    }
    for (; t < to; t++) {
      int b = (when[t] - lag) * size;
      for (int s = 0; s < size; s++) {
        sums[at + s] += g[t] * levels[b + s];
      }
    }
  }

  /** Adds sum_t level(when(t) - lag)^2 of each member. */
  void addSquares(int[] when, int from, int to, int lag, double[] sums, int at) {
    for (int t = from; t < to; t++) {
      int b = (when[t] - lag) * size;
      for (int s = 0; s < size; s++) {
        double v = levels[b + s];
        sums[at + s] += v * v;
      }
    }
  }
}
