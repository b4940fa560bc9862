// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.Arrays;

/**
 * Who is there: when each blogger joined, how often it was seen and for how long it has been
 * silent. After 30 missing periods a blogger is a regressor no longer, until it is seen again.
 */
final class Roster {
  private static final int GONE_AFTER = 30;
  private static final int BURN_IN = 5;

  private int n;
  private int[] joinedAt = {};
  private int[] seen = {};
  private int[] silent = {};
  private double[] last = {};
  private boolean[] active = {};
  private boolean[] testable = {};

  int size() {
    return n;
  }

  void grow(int size, int period) {
    int before = n;
    n = size;
    joinedAt = Arrays.copyOf(joinedAt, size);
    seen = Arrays.copyOf(seen, size);
    silent = Arrays.copyOf(silent, size);
    last = Arrays.copyOf(last, size);
    active = Arrays.copyOf(active, size);
    testable = Arrays.copyOf(testable, size);
    Arrays.fill(joinedAt, before, size, period);
    Arrays.fill(active, before, size, true);
    Arrays.fill(last, before, size, Double.NaN);
  }

  /** Counts a period; true when somebody became active, inactive or testable. */
  boolean observe(Observation now, int period) {
    boolean changed = false;
    for (int i = 0; i < n; i++) {
      boolean observed = now.observed(i);
      last[i] = observed ? now.value(i) : Double.NaN;
      seen[i] += observed ? 1 : 0;
      silent[i] = observed ? 0 : silent[i] + 1;
      boolean isActive = silent[i] < GONE_AFTER;
      boolean isTestable = isActive && period - joinedAt[i] >= BURN_IN;
      changed |= isActive != active[i] || isTestable != testable[i];
      active[i] = isActive;
      testable[i] = isTestable;
    }
    return changed;
  }

  int age(int i, int period) {
    return period - joinedAt[i];
  }

  int seen(int i) {
    return seen[i];
  }

  int silent(int i) {
    return silent[i];
  }

  /** Last period's value; NaN when it was missing. */
  double last(int i) {
    return last[i];
  }

  boolean[] active() {
    return active;
  }

  boolean[] testable() {
    return testable;
  }

  int activeCount() {
    int count = 0;
    for (int i = 0; i < n; i++) {
      count += active[i] ? 1 : 0;
    }
    return count;
  }

  /** Indices that are set, with or without one of them, ascending. */
  static int[] indices(boolean[] flags, int index, boolean included) {
    int[] found = new int[flags.length];
    int count = 0;
    for (int j = 0; j < flags.length; j++) {
      if (j == index ? included : flags[j]) {
        found[count++] = j;
      }
    }
    return Arrays.copyOf(found, count);
  }

  void transfer(int i, StateTape tape) {
    joinedAt[i] = tape.value(joinedAt[i]);
    seen[i] = tape.value(seen[i]);
    silent[i] = tape.value(silent[i]);
    last[i] = tape.value(last[i]);
    active[i] = tape.value(active[i]);
    testable[i] = tape.value(testable[i]);
  }
}
