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
  private double[][] levels = new double[RecentPeriods.LONG][0];
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
    for (int t = 0; t < periods; t++) {
      if (levels[t].length < size) {
        levels[t] = new double[size];
      }
    }
    for (int s = 0; s < size; s++) {
      past.levels(members[s], series);
      for (int t = 0; t < periods; t++) {
        levels[t][s] = series[t] - .5;
      }
    }
  }

  /** Takes out the levels of all members some periods before each of these. */
  void rows(int[] when, int count, int lag, double[][] rows) {
    for (int t = 0; t < count; t++) {
      rows[t] = levels[when[t] - lag];
    }
  }
}
