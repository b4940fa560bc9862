// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.solve.Rows;
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

  /** Writes where the levels some periods before each of these begin. */
  void rows(int[] when, int count, int lag, int[] rows) {
    for (int t = 0; t < count; t++) {
      rows[t] = (when[t] - lag) * size;
    }
  }

  /**
   * Adds sum_t g(t) level(t) of each member, in the order of t.
   *
   * @param rows of the terms, see {@link #rows}
   * @param from first term
   * @param to behind the last term
   * @param sums one for each member, from {@code at} on
   */
  void addProducts(double[] g, int[] rows, int from, int to, double[] sums, int at) {
    Rows.add(sums, at, size, levels, rows, g, from, to);
  }

  /** Adds sum_t level(t)^2 of each member. */
  void addSquares(int[] rows, int from, int to, double[] sums, int at) {
    for (int t = from; t < to; t++) {
      for (int s = 0; s < size; s++) {
        double v = levels[rows[t] + s];
        sums[at + s] += v * v;
      }
    }
  }
}
