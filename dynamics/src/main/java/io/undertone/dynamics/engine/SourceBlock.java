// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

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
   * Adds sum_t g(t) level(when(t) - lag) of each member; in the order of t.
   *
   * @param g weights
   * @param count number of terms
   * @param sums one for each member, from {@code at} on
   */
  void addProducts(double[] g, int[] when, int count, int lag, double[] sums, int at) {
    int t = 0;
    for (; t + 4 <= count; t += 4) {
      int b0 = (when[t] - lag) * size;
      int b1 = (when[t + 1] - lag) * size;
      int b2 = (when[t + 2] - lag) * size;
      int b3 = (when[t + 3] - lag) * size;
      addFour(g[t], g[t + 1], g[t + 2], g[t + 3], b0, b1, b2, b3, sums, at);
    }
    for (; t < count; t++) {
      int b = (when[t] - lag) * size;
      for (int s = 0; s < size; s++) {
        sums[at + s] += g[t] * levels[b + s];
      }
    }
  }

  private void addFour(
      double g0,
      double g1,
      double g2,
      double g3,
      int b0,
      int b1,
      int b2,
      int b3,
      double[] sums,
      int at) {
    double[] v = levels;
    for (int s = 0; s < size; s++) {
      sums[at + s] =
          sums[at + s] + g0 * v[b0 + s] + g1 * v[b1 + s] + g2 * v[b2 + s] + g3 * v[b3 + s];
    }
  }

  /** Adds sum_t level(when(t) - lag)^2 of each member. */
  void addSquares(int[] when, int count, int lag, double[] sums, int at) {
    for (int t = 0; t < count; t++) {
      int b = (when[t] - lag) * size;
      for (int s = 0; s < size; s++) {
        double v = levels[b + s];
        sums[at + s] += v * v;
      }
    }
  }
}
