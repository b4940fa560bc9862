// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The expressed-private filters of all bloggers. Up to 13 bloggers everybody listens to everybody;
 * above, a filter starts after 26 periods with the 12 sources (8 above 64 bloggers, on a coarser
 * grid) of the largest edge-test t. Its sources then stay, but that a filter younger than 25 values
 * starts anew when somebody joins.
 */
final class PrivateOpinions {
  private static final int MANY = 12;
  private static final int FEW = 8;
  private static final int SETTLED_AGE = 26;
  private static final int YOUNG = 25;

  private final Candidates candidates;
  private final List<@Nullable ExpressedPrivateFilter> filters = new ArrayList<>();

  PrivateOpinions(Candidates candidates) {
    this.candidates = candidates;
  }

  @Nullable ExpressedPrivateFilter get(int blogger) {
    return filters.get(blogger);
  }

  /** Learns one blogger's period; the bank still holds the state of the period before. */
  void observe(int i, OwnHistoryBank bank, Observation now, RowWorkspace ws) {
    ExpressedPrivateFilter filter = filters.get(i);
    if (filter == null) {
      return;
    }
    ws.reserve(filter.sources.length);
    double[] x = ws.average;
    for (int j = 0; j < filter.sources.length; j++) {
      x[j] = bank.get(filter.sources[j]).filtered;
    }
    OwnHistory past = bank.get(i);
    double r = now.variance(i, 0) * Math.min(1, past.noiseScale);
    filter.observe(now.observed(i), now.value(i), r, x, ws);
  }

  /** Scores the engine's own forecasts of the values that the filters have learned. */
  void compare(NetworkLayer primary, Observation now, int known) {
    for (int i = 0; i < known; i++) {
      ExpressedPrivateFilter filter = filters.get(i);
      if (filter != null && now.observed(i)) {
        NetworkRow row = primary.row(i);
        filter.compare(row.retrospectiveMean, row.retrospectiveVariance, now.value(i));
      }
    }
  }

  /** Starts filters once their sources can be chosen. */
  void review(Roster roster, List<EdgeTest> tests, int period) {
    int n = roster.size();
    boolean everybody = n - 1 <= MANY;
    for (int i = filters.size(); i < n; i++) {
      filters.add(null);
    }
    for (int i = 0; i < n; i++) {
      ExpressedPrivateFilter filter = filters.get(i);
      if (everybody) {
        int[] others = Roster.indices(roster.active(), i, false);
        if (filter == null || filter.count() < YOUNG && others.length > filter.sources.length) {
          filters.set(i, new ExpressedPrivateFilter(PrivateGrid.FINE, others));
        }
      } else if (filter == null && roster.age(i, period) >= SETTLED_AGE) {
        filters.set(i, chosen(tests.get(i), candidates.full(n)));
      }
    }
  }

  private static ExpressedPrivateFilter chosen(EdgeTest test, boolean fine) {
    int[] ranked = Candidates.ranked(test, new int[0]);
    int[] best = Arrays.copyOf(ranked, Math.min(ranked.length, fine ? MANY : FEW));
    Arrays.sort(best);
    return new ExpressedPrivateFilter(fine ? PrivateGrid.FINE : PrivateGrid.COARSE, best);
  }

  void transfer(int i, StateTape tape) {
    ExpressedPrivateFilter filter = tape.reading() ? null : filters.get(i);
    int cells = tape.value(filter == null ? 0 : filter.cells());
    if (tape.reading()) {
      if (cells > 0) {
        PrivateGrid grid =
            cells == PrivateGrid.FINE.cells() ? PrivateGrid.FINE : PrivateGrid.COARSE;
        filter = new ExpressedPrivateFilter(grid, new int[0]);
      }
      filters.add(filter);
    }
    if (filter != null) {
      filter.transfer(tape);
    }
  }
}
