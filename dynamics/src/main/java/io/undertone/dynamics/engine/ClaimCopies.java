// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.claims.EdgeClaims;
import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.state.StatePart;
import java.util.List;

/**
 * What the series say of the edges, in two copies: less everything that posts explain, and as they
 * were heard. A claim needs both. They are one and the same, and cost as much, until a post
 * explains something for the first time.
 */
final class ClaimCopies {
  private EdgeClaims one = new EdgeClaims();
  private List<SeriesCopy> two = List.of();

  /** Own histories and claims as one state, to begin a copy with. */
  record State(OwnHistoryBank bank, EdgeClaims claims) {
    static final StatePart<State> PART = StatePart.of("claims/copy", 1, State::transfer);

    private void transfer(Codec codec) {
      int n = codec.value(bank.size());
      claims.transferShared(codec);
      for (int i = 0; i < n; i++) {
        if (codec.reading()) {
          bank.add(0);
        }
        bank.get(i).transfer(codec);
        claims.transferRow(i, codec);
      }
    }
  }

  /** The copies, the one less what posts explain first. */
  List<EdgeClaims> all() {
    return two.isEmpty() ? List.of(one) : two.stream().map(copy -> copy.claims).toList();
  }

  /** Parts the copies where this period's posts explain something, before it is learned. */
  void part(Observation.Copies now, OwnHistoryBank bank, RecentPeriods recent) {
    if (!two.isEmpty() || !now.apart()) {
      return;
    }
    two = List.of(new SeriesCopy(), new SeriesCopy());
    for (SeriesCopy copy : two) {
      copy.copy(bank, one, recent);
    }
    one = new EdgeClaims();
  }

  /** Adds audiences before the period in which they count is learned. */
  void grow(int size, Observation.Copies now) {
    while (two.isEmpty() && one.size() < size) {
      one.join();
    }
    for (int c = 0; c < two.size(); c++) {
      two.get(c).grow(size, copy(c, now));
    }
  }

  /** Learns a period, after the engine's own histories learned it. */
  void learn(Observation.Copies now, OwnHistoryBank bank, RowLoop loop) {
    if (two.isEmpty()) {
      SeriesCopy.learn(one, now.learned(), bank, loop);
    }
    for (int c = 0; c < two.size(); c++) {
      two.get(c).observe(copy(c, now), loop);
    }
  }

  private static Observation copy(int c, Observation.Copies now) {
    return c == 0 ? now.adjusted() : now.heard();
  }

  /** Follows other sources in a row of a large crowd. */
  void follow(int i, int[] sources, RecentPeriods recent) {
    if (two.isEmpty()) {
      one.follow(i, sources, recent);
    }
    two.forEach(copy -> copy.follow(i, sources));
  }

  void transferShared(Codec codec) {
    boolean parted = codec.value(!two.isEmpty());
    if (codec.reading() && parted) {
      two = List.of(new SeriesCopy(), new SeriesCopy());
    }
    one.transferShared(codec);
    two.forEach(copy -> copy.transferShared(codec));
  }

  void transferRow(int i, Codec codec) {
    if (two.isEmpty()) {
      one.transferRow(i, codec);
    }
    two.forEach(copy -> copy.transferRow(i, codec));
  }

  void ready() {
    two.forEach(SeriesCopy::ready);
  }
}
