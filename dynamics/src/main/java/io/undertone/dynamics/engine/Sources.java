// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Whom each row listens to: everybody up to 24 audiences, beyond them the 12 sources that {@link
 * SourceScreen} chooses. Network and claims follow the same.
 */
final class Sources {
  private final Memories memories;
  private final RecentPeriods recent;
  private final ClaimCopies claims;
  private final SourceBlock turn = new SourceBlock();

  Sources(Memories memories, RecentPeriods recent, ClaimCopies claims) {
    this.memories = memories;
    this.recent = recent;
    this.claims = claims;
  }

  /**
   * Makes rows for all audiences of the bank.
   *
   * @param past level of those that join before they did
   */
  void grow(OwnHistoryBank bank, Observation now, double past) {
    int before = memories.whole.size();
    int n = bank.size();
    boolean few = n <= SourceScreen.EVERYBODY;
    int[][] sources = new int[n][];
    for (int i = 0; i < n; i++) {
      sources[i] = few ? others(i, n) : i < before ? strongest(i, n) : SourceScreen.first(i, n);
    }
    boolean simplify = !few && memories.whole.model().grid.length > 1;
    if (simplify) {
      recent.lengthen();
    }
    recent.grow(n, past);
    for (NetworkLayer layer : memories.all) {
      boolean simpler = simplify && layer == memories.whole;
      layer.grow(bank, now, simpler ? RowModel.delays() : layer.model(), sources);
    }
    for (int i = 0; i < n && !few; i++) {
      claims.follow(i, sources[i], recent);
    }
  }

  private static int[] others(int i, int n) {
    return IntStream.range(0, n).filter(j -> j != i).toArray();
  }

  /** In a larger crowd: the present sources with the largest weights, then the first others. */
  private int[] strongest(int i, int n) {
    int[] present = memories.whole.row(i).sources;
    double[] weights = memories.whole.weights(i);
    return IntStream.concat(
            IntStream.range(0, present.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer s) -> -weights[s]))
                .mapToInt(s -> present[s]),
            IntStream.range(0, n).filter(j -> j != i))
        .distinct()
        .limit(SourceScreen.SOURCES)
        .sorted()
        .toArray();
  }

  /** Rows of a large crowd choose their sources anew, in turn. */
  void choose(OwnHistoryBank bank, int period, RowLoop loop) {
    int n = bank.size();
    if (n <= SourceScreen.EVERYBODY || period < SourceScreen.FIRST_PERIOD) {
      return;
    }
    double[] level = bank.levels();
    turn.load(SourceScreen.turn(n, period), recent);
    loop.forEach(
        n,
        (i, ws) -> {
          if (SourceScreen.due(i, period)) {
            int[] present = memories.whole.row(i).sources;
            int[] chosen = ws.screen().choose(i, present, n, turn, recent);
            if (!Arrays.equals(chosen, present)) {
              follow(i, chosen, level, ws);
            }
          }
        });
  }

  private void follow(int i, int[] chosen, double[] level, RowWorkspace ws) {
    for (NetworkLayer layer : memories.all) {
      layer.select(i, layer.model(), chosen, level);
    }
    recent.rebuild(memories.whole.row(i), ws);
    claims.follow(i, chosen, recent);
  }

  /**
   * Past levels, less one half, of audiences that may become sources: period by period, so that
   * sums for all of them run along a row. Scratch memory.
   */
  static final class SourceBlock {
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
}
