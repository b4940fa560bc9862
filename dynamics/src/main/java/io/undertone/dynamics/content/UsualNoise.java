// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import io.undertone.dynamics.state.Codec;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Mean of s2/neff over the last 50 posts of a blogger, of everybody for a newcomer: how much
 * sampling of comments to expect under a post. Before the first post of anyone it is that of one
 * comment with scores anywhere in [0,1].
 */
final class UsualNoise {
  private static final int LAST = 50;
  private static final double UNKNOWN = 1 / 12.0;

  private final Map<String, Ring> rings = new TreeMap<>();
  private final Ring everybody = new Ring();

  void add(String blogger, double noise) {
    rings.computeIfAbsent(blogger, unused -> new Ring()).add(noise);
    everybody.add(noise);
  }

  double mean(String blogger) {
    return rings.getOrDefault(blogger, everybody).mean();
  }

  /** Saves or restores what is known of everybody together. */
  void transfer(Codec codec) {
    everybody.transfer(codec);
  }

  /** Saves or restores one blogger's. */
  void transfer(String blogger, Codec codec) {
    Ring own = rings.getOrDefault(blogger, new Ring());
    own.transfer(codec);
    if (own.added > 0) {
      rings.put(blogger, own);
    }
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

    void transfer(Codec codec) {
      added = codec.value(added);
      double[] kept = codec.numbers(Arrays.copyOf(numbers, Math.min(added, LAST)));
      System.arraycopy(kept, 0, numbers, 0, kept.length);
    }

    double mean() {
      int n = Math.min(added, LAST);
      double sum = 0;
      for (int k = 0; k < n; k++) {
        sum += numbers[k];
      }
      return n == 0 ? UNKNOWN : sum / n;
    }
  }
}
