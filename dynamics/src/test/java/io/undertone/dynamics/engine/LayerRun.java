// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;

/** The engine's layers on a reference series, without claims and reports, period by period. */
final class LayerRun implements AutoCloseable {
  final OwnHistoryBank bank = new OwnHistoryBank();
  final RowLoop loop = new RowLoop(1);
  final Memories memories = new Memories(RowModel.whole(), bank, loop);
  final double[][] y;
  final double[][] r;
  private final boolean[] known;
  private int t;

  LayerRun(JsonNode reference) {
    y = Reference.matrix(reference.get("y"));
    r = Reference.matrix(reference.get("R"));
    known = new boolean[y[0].length];
  }

  /** Learns the next period. */
  void step() {
    int n = known.length;
    boolean[] observed = new boolean[n];
    double[] value = y[t].clone();
    for (int i = 0; i < n; i++) {
      observed[i] = !Double.isNaN(value[i]);
    }
    Observation now = Observation.checked(n, value, null, observed, r[t]);
    boolean[] heard = new boolean[n];
    for (int i = 0; i < n; i++) {
      heard[i] = observed[i] && !known[i];
      known[i] |= observed[i];
    }
    boolean first = bank.size() == 0;
    for (int i = 0; first && i < n; i++) {
      bank.add(now.mean());
    }
    bank.observe(now, loop);
    for (NetworkLayer layer : memories.all) {
      if (first) {
        layer.grow(bank, now, layer.model(), everybody(n));
      } else {
        layer.observe(bank, now, heard, loop);
      }
    }
    memories.learn();
    t++;
  }

  private static int[][] everybody(int n) {
    int[][] sources = new int[n][];
    for (int i = 0; i < n; i++) {
      int self = i;
      sources[i] = java.util.stream.IntStream.range(0, n).filter(j -> j != self).toArray();
    }
    return sources;
  }

  AudienceReport report(int i) {
    return memories.whole.report(i, new RowWorkspace());
  }

  @Override
  public void close() {
    loop.close();
  }
}
