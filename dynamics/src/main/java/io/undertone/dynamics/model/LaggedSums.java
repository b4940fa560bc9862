// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.model.FitOutcome.LeftOut;
import io.undertone.dynamics.model.IncrementalModel.Learner;
import io.undertone.dynamics.state.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sufficient statistics of all rows of a lagged model: targets x_i(t), regressors x_j(t-1), ..,
 * x_j(t-L) of every audience, and x_i(t-1-k) where the row has a column of its own.
 *
 * <p>A target counts from the row's second value on, when its own column and some audience's
 * columns are observed. Which other audiences are missing in that period costs the row nothing
 * ({@link LaggedRow}). One period costs a product of two columns for each pair that is observed.
 */
final class LaggedSums implements Learner {

  /**
   * Which regressors.
   *
   * @param lags L, at least 1
   * @param ownLag k of the row's own column x_i(t-1-k); 0 for none
   */
  record Shape(int lags, int ownLag) {
    /** Periods before the target that the columns reach back. */
    int reach() {
      return Math.max(lags, 1 + ownLag);
    }
  }

  private final Shape shape;
  private final List<LaggedRow> rows = new ArrayList<>();

  /** x(T), x(T-1), ..; a missing value is the last one before it, NaN when there is none. */
  private final double[][] past;

  private final boolean[][] seen;

  LaggedSums(Shape shape) {
    this.shape = shape;
    past = new double[shape.reach()][0];
    seen = new boolean[shape.reach()][0];
  }

  @Override
  public String kind() {
    return "lags-" + shape.lags() + "-own-" + shape.ownLag();
  }

  Shape shape() {
    return shape;
  }

  LaggedRow row(int place) {
    return rows.get(place);
  }

  int size() {
    return rows.size();
  }

  /**
   * The audiences of a fit.
   *
   * @param fewest pairs of a row, and of a column with a row
   * @param enough pairs of a column, however many the row has
   */
  Selection select(List<@Nullable String> names, int fewest, int enough) {
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
      LaggedRow row = row(places[i]);
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
    return Selection.of(
        new ArrayList<>(ascending.keySet()), places, member, column, pairs, most, fewest);
  }

  @Override
  public void enter(int place, double @Nullable [] archived) {
    while (rows.size() <= place) {
      rows.add(new LaggedRow(shape.lags()));
      for (int l = 0; l < past.length; l++) {
        past[l] = Arrays.copyOf(past[l], rows.size());
        past[l][rows.size() - 1] = Double.NaN;
        seen[l] = Arrays.copyOf(seen[l], rows.size());
      }
    }
    if (archived != null && archived.length > 0) {
      rows.get(place).begin(archived[0]);
    }
  }

  /** Keeps the first value, the anchor of a stubborn audience. */
  @Override
  public double[] leave(int place) {
    LaggedRow row = rows.get(place);
    rows.set(place, new LaggedRow(shape.lags()));
    for (LaggedRow other : rows) {
      other.clear(1 + place);
    }
    for (int l = 0; l < past.length; l++) {
      past[l][place] = Double.NaN;
      seen[l][place] = false;
    }
    return row.begun() ? new double[] {row.first()} : new double[0];
  }

  @Override
  public void observe(double[] values, boolean[] observed) {
    int[] groups = new int[rows.size() + 1];
    double[] z = new double[1 + rows.size() * shape.lags()];
    int own = shape.ownLag() > 0 ? 1 : 0;
    int count = own;
    int columns = own;
    for (int j = 0; j < rows.size(); j++) {
      if (complete(j)) {
        groups[count++] = 1 + j;
        for (int l = 0; l < shape.lags(); l++) {
          z[columns++] = past[l][j];
        }
      }
    }
    for (int i = 0; i < rows.size(); i++) {
      if (observed[i]) {
        LaggedRow row = rows.get(i);
        boolean anchored = own == 0 || seen[shape.ownLag()][i];
        if (row.begun() && anchored && count > own) {
          z[0] = own == 0 ? z[0] : past[shape.ownLag()][i];
          row.add(values[i], groups, count, z);
        }
        row.begin(values[i]);
      }
    }
    remember(values, observed);
  }

  private boolean complete(int j) {
    for (int l = 0; l < shape.lags(); l++) {
      if (!seen[l][j]) {
        return false;
      }
    }
    return true;
  }

  private void remember(double[] values, boolean[] observed) {
    double[] value = past[past.length - 1];
    boolean[] flag = seen[seen.length - 1];
    for (int l = past.length - 1; l > 0; l--) {
      past[l] = past[l - 1];
      seen[l] = seen[l - 1];
    }
    double[] before = past.length > 1 ? past[1] : value;
    for (int i = 0; i < rows.size(); i++) {
      value[i] = observed[i] ? values[i] : before[i];
      flag[i] = observed[i];
    }
    past[0] = value;
    seen[0] = flag;
  }

  /**
   * x(T-lag) of a place; where it is missing its last value before, or the first one after, or 0.5
   * for an audience never seen.
   */
  double recent(int lag, int place) {
    for (int l = lag; l >= 0; l--) {
      if (!Double.isNaN(past[l][place])) {
        return past[l][place];
      }
    }
    return 0.5;
  }

  @Override
  public void transfer(Codec codec) {
    int size = codec.value(rows.size());
    for (int i = 0; i < size; i++) {
      if (codec.reading()) {
        rows.add(new LaggedRow(shape.lags()));
      }
      rows.get(i).transfer(codec);
    }
    for (int l = 0; l < past.length; l++) {
      past[l] = codec.numbers(past[l]);
      seen[l] = codec.flags(seen[l]);
    }
  }

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
  record Selection(
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

    private static Selection of(
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
      return new Selection(
          kept.stream().mapToInt(i -> places[i]).toArray(),
          kept.stream().map(names::get).toList(),
          choice,
          kept.stream().mapToInt(i -> pairs[i]).toArray(),
          most,
          leftOut);
    }
  }
}
