// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.state.Codec;
import java.util.Arrays;

/** When each audience joined, how often it was heard and for how long it has been silent. */
final class Membership {
  private int n;
  private int[] joinedAt = {};
  private int[] seen = {};
  private int[] silent = {};

  int size() {
    return n;
  }

  void grow(int size, int period) {
    int before = n;
    n = size;
    joinedAt = Arrays.copyOf(joinedAt, size);
    seen = Arrays.copyOf(seen, size);
    silent = Arrays.copyOf(silent, size);
    Arrays.fill(joinedAt, before, size, period);
  }

  void observe(Observation now) {
    for (int i = 0; i < n; i++) {
      boolean observed = now.observed(i);
      seen[i] += observed ? 1 : 0;
      silent[i] = observed ? 0 : silent[i] + 1;
    }
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

  void transfer(int i, Codec codec) {
    joinedAt[i] = codec.value(joinedAt[i]);
    seen[i] = codec.value(seen[i]);
    silent[i] = codec.value(silent[i]);
  }
}
