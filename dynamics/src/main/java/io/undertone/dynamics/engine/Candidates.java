// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Chooses the edges of a row that are followed when there are too many bloggers for all of them:
 * active ones, with the largest edge-test t, are regressors; probationary ones only keep test sums,
 * and rotate through everybody.
 */
final class Candidates {
  private final CandidatePolicy policy;

  Candidates(CandidatePolicy policy) {
    this.policy = policy;
  }

  boolean full(int n) {
    return policy.full(n);
  }

  boolean due(int blogger, int period) {
    return (period + blogger) % policy.swapEvery() == 0;
  }

  /** Tested sources by decreasing t; those without one last, present regressors first. */
  static int[] ranked(EdgeTest test, int[] present) {
    int m = test.sources.length;
    double[] key = new double[m];
    for (int s = 0; s < m; s++) {
      double t = test.statistic(s);
      double fallback =
          Arrays.binarySearch(present, test.sources[s]) >= 0
              ? -Double.MAX_VALUE / 2
              : -Double.MAX_VALUE;
      key[s] = Double.isNaN(t) ? fallback : t;
    }
    return IntStream.range(0, m)
        .boxed()
        .sorted(Comparator.comparingDouble(s -> -key[s]))
        .mapToInt(s -> test.sources[s])
        .toArray();
  }

  /**
   * Regressors of a row at a number of lags: its own, the best ranked, then present ones, then
   * those that follow in index order.
   */
  int[] regressors(int blogger, int[] ranked, int[] present, boolean[] active, int lags) {
    int want = policy.others(lags);
    Set<Integer> chosen = new LinkedHashSet<>();
    active = active.clone();
    active[blogger] = false;
    offer(chosen, ranked, active, want);
    offer(chosen, present, active, want);
    offerFrom(chosen, blogger + 1, active, want);
    chosen.add(blogger);
    return ascending(chosen);
  }

  /** Edges to test: regressors, the better half of the probationary ones, and the next in turn. */
  int[] tested(
      int blogger, int[] ranked, int[] regressors, boolean[] testable, int turn, boolean rotate) {
    Set<Integer> chosen = new LinkedHashSet<>();
    testable = testable.clone();
    testable[blogger] = false;
    int limit = policy.others(1);
    offer(chosen, regressors, testable, limit);
    int keep = chosen.size() + (rotate ? policy.probation() / 2 : policy.probation());
    offer(chosen, ranked, testable, keep);
    offerFrom(chosen, blogger + 1 + turn, testable, limit + policy.probation());
    return ascending(chosen);
  }

  private static void offer(Set<Integer> chosen, int[] more, boolean[] allowed, int limit) {
    for (int j : more) {
      if (chosen.size() < limit && allowed[j]) {
        chosen.add(j);
      }
    }
  }

  private static void offerFrom(Set<Integer> chosen, int first, boolean[] allowed, int limit) {
    int n = allowed.length;
    for (int step = 0; step < n && chosen.size() < limit; step++) {
      if (allowed[(first + step) % n]) {
        chosen.add((first + step) % n);
      }
    }
  }

  private static int[] ascending(Set<Integer> chosen) {
    return chosen.stream().mapToInt(Integer::intValue).sorted().toArray();
  }

  /** Whether a row still has the sources of a smaller crowd. */
  boolean tooMany(int[] sources) {
    return sources.length > policy.columns();
  }

  int swapEvery() {
    return policy.swapEvery();
  }

  /** How far the rotation moves at one swap. */
  int stride() {
    return policy.probation() / 2;
  }
}
