// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.model.FitOutcome.LeftOut;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which audiences a lagged model fits: those that have a row, and those that have weight in one.
 *
 * @param members their places, ascending by name
 * @param names of the members
 * @param choice for each member, which members may have weight in its row
 * @param pairs of each member's row
 * @param most pairs of any row
 * @param leftOut audiences that are no members, and why
 */
record RowSelection(
    int[] members,
    List<String> names,
    List<boolean[]> choice,
    int[] pairs,
    int most,
    List<LeftOut> leftOut) {

  /** Pairs of a member's row: targets for which some column was observed. */
  int pairs(int i) {
    return pairs[i];
  }

  /** Which members may have weight in a row. */
  boolean[] chosen(int i) {
    return choice.get(i);
  }

  /**
   * @param fewest pairs of a row, and of a column with a row
   * @param enough pairs of a column, however many the row has
   */
  static RowSelection of(LaggedSums sums, List<@Nullable String> names, int fewest, int enough) {
    TreeMap<String, Integer> ascending = new TreeMap<>();
    for (int place = 0; place < names.size(); place++) {
      String name = names.get(place);
      if (name != null) {
        ascending.put(name, place);
      }
    }
    int[] places = ascending.values().stream().mapToInt(Integer::intValue).toArray();
    int n = places.length;
    boolean[] member = new boolean[n];
    boolean[][] column = new boolean[n][n];
    int[] pairs = new int[n];
    int most = 0;
    for (int i = 0; i < n; i++) {
      LaggedRow row = sums.row(places[i]);
      int best = 0;
      for (int place : places) {
        best = Math.max(best, row.pairs(1 + place));
      }
      pairs[i] = best;
      most = Math.max(most, best);
      int need = Math.max(fewest, Math.min(enough, (best + 1) / 2));
      for (int j = 0; j < n && best >= fewest; j++) {
        column[i][j] = row.pairs(1 + places[j]) >= need;
        member[i] |= column[i][j];
        member[j] |= column[i][j];
      }
    }
    return of(new ArrayList<>(ascending.keySet()), places, member, column, pairs, most, fewest);
  }

  private static RowSelection of(
      List<String> names,
      int[] places,
      boolean[] member,
      boolean[][] column,
      int[] pairs,
      int most,
      int fewest) {
    List<Integer> kept = new ArrayList<>();
    List<LeftOut> leftOut = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      if (member[i]) {
        kept.add(i);
      } else {
        leftOut.add(LeftOut.few(FitReason.Kind.TOO_FEW_PAIRS, names.get(i), pairs[i], fewest));
      }
    }
    List<boolean[]> choice = new ArrayList<>();
    for (int i : kept) {
      boolean[] chosen = new boolean[kept.size()];
      for (int k = 0; k < chosen.length; k++) {
        chosen[k] = column[i][kept.get(k)];
      }
      choice.add(chosen);
    }
    return new RowSelection(
        kept.stream().mapToInt(i -> places[i]).toArray(),
        kept.stream().map(names::get).toList(),
        choice,
        kept.stream().mapToInt(i -> pairs[i]).toArray(),
        most,
        leftOut);
  }
}
