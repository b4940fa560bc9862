// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a closed period said, in the order of the bloggers for whom something was forecast.
 *
 * @param position of each in the closed period; -1 where it is not known there
 * @param values sentiment; 0 where missing
 * @param observed whether the blogger had a post
 */
record ClosedValues(int[] position, double[] values, boolean[] observed) {

  static ClosedValues of(Refitted closed, List<String> bloggers) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < closed.bloggers().size(); i++) {
      index.put(closed.bloggers().get(i), i);
    }
    int n = bloggers.size();
    ClosedValues outcome = new ClosedValues(new int[n], new double[n], new boolean[n]);
    for (int i = 0; i < n; i++) {
      int now = index.getOrDefault(bloggers.get(i), -1);
      outcome.position[i] = now;
      outcome.observed[i] = now >= 0 && closed.observed()[now];
      outcome.values[i] = outcome.observed[i] ? closed.sentiment()[now] : 0;
    }
    return outcome;
  }
}
