// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.claims.EdgeClaims;
import io.undertone.dynamics.state.Codec;

/**
 * One copy of the series, what each audience's own history makes of it, and what it says of the
 * edges.
 */
final class SeriesCopy {
  private final OwnHistoryBank bank = new OwnHistoryBank();
  private final SeriesPast past = new SeriesPast();
  final EdgeClaims claims = new EdgeClaims();

  /** Audiences that join start where the crowd is. */
  void grow(int size, Observation now) {
    int before = bank.size();
    double crowd = before == 0 ? now.mean() : bank.crowdMean();
    for (int i = before; i < size; i++) {
      bank.add(crowd);
      claims.join();
    }
    past.grow(size);
    if (before > 0 && before < size) {
      bank.reweigh();
    }
    for (int i = before; i < size && before > 0; i++) {
      bank.get(i).summarise();
    }
  }

  /** Learns one period. */
  void observe(Observation now, RowLoop loop) {
    bank.observe(now, loop);
    learn(claims, now, bank, loop);
    past.add(now, bank);
  }

  /** Learns what a period says of the edges, after the own histories learned it. */
  static void learn(EdgeClaims claims, Observation now, OwnHistoryBank bank, RowLoop loop) {
    int n = now.size();
    double[] y = new double[n];
    boolean[] observed = new boolean[n];
    for (int i = 0; i < n; i++) {
      y[i] = now.value(i);
      observed[i] = now.observed(i);
    }
    loop.forEach(
        n,
        (i, ws) -> {
          if (observed[i]) {
            claims.learn(i, y[i]);
          }
        });
    claims.close(y, observed, bank.levels());
  }

  void follow(int i, int[] sources) {
    claims.follow(i, sources, past);
  }

  void transferShared(Codec codec) {
    claims.transferShared(codec);
    past.transferShared(codec);
  }

  void transferRow(int i, Codec codec) {
    if (codec.reading()) {
      bank.add(0);
    }
    bank.get(i).transfer(codec);
    claims.transferRow(i, codec);
    past.transferRow(i, codec);
  }

  /** Everything was read. */
  void ready() {
    bank.reweigh();
  }

  /** Begins as what the engine's own series have said so far. */
  void copy(OwnHistoryBank from, EdgeClaims said, RecentPeriods recent) {
    ClaimCopies.State state = new ClaimCopies.State(from, said);
    byte[] bytes = ClaimCopies.State.PART.write(state);
    ClaimCopies.State.PART.read(bytes, new ClaimCopies.State(bank, claims));
    ready();
    past.copy(recent, from.size());
  }
}
