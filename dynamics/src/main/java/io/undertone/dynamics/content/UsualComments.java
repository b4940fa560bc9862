// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import java.util.Map;
import java.util.TreeMap;

/**
 * mean(1/neff) over the last 50 posts of a blogger, of everybody for a newcomer, 1 before the first
 * post of anyone: how much sampling of comments to expect under a post.
 */
final class UsualComments {
  private static final int LAST = 50;

  private final Map<String, Ring> rings = new TreeMap<>();
  private final Ring everybody = new Ring();

  void add(String blogger, double effectiveComments) {
    double inverse = 1 / effectiveComments;
    rings.computeIfAbsent(blogger, unused -> new Ring()).add(inverse);
    everybody.add(inverse);
  }

  double meanInverse(String blogger) {
    return rings.getOrDefault(blogger, everybody).mean();
  }

  /** The newest numbers, at most 50. */
  private static final class Ring {
    private final double[] numbers = new double[LAST];
    private int added;

    void add(double number) {
      numbers[added % LAST] = number;
      // stays in the range that tells how full it is and where the oldest stands
      added = added + 1 == 2 * LAST ? LAST : added + 1;
    }

    double mean() {
      int n = Math.min(added, LAST);
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += numbers[k];
      }
      return n == 0 ? 1 : sum / n;
    }
  }
}
