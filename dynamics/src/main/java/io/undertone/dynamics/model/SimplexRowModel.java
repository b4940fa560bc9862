// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.findings.FitReason.Term;
import io.undertone.dynamics.findings.FitReason.TermKind;
import io.undertone.dynamics.model.FitOutcome.Direction;
import io.undertone.dynamics.model.FitOutcome.LeftOut;
import io.undertone.dynamics.model.LaggedSums.Selection;
import io.undertone.dynamics.solve.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model whose rows are independent least squares problems on the simplex ({@link SimplexRow}).
 *
 * <p>A row is fitted from two targets on, over the audiences seen with it in at least two periods
 * and in half of its targets, 20 periods being enough. A row that cannot be fitted, or whose
 * weights can be traded, is left out and named; the others stand.
 */
abstract class SimplexRowModel implements IncrementalModel<LaggedSums> {
  private static final int MINIMUM_PAIRS = 2;
  private static final int ENOUGH_PAIRS = 20;

  /** One period back, unless a model says otherwise. */
  LaggedSums.Shape shape() {
    return new LaggedSums.Shape(1, 0);
  }

  /** Values of the constant columns of a row. */
  abstract double[] constants(double first);

  /** What to call the own column and the constants. */
  abstract List<Term> ownTerms();

  /** Whether a row has a free intercept. */
  boolean freeIntercept() {
    return false;
  }

  /**
   * The model's own parameters of one row.
   *
   * @param own weights of the own column and the constants
   */
  abstract Map<String, @Nullable Double> parameters(SimplexRow row, double[] own);

  @Override
  public final LaggedSums learner() {
    return new LaggedSums(shape());
  }

  @Override
  public final FitOutcome fit(LaggedSums sums, List<@Nullable String> names) {
    int need = shape().reach() + MINIMUM_PAIRS;
    Selection selection = sums.select(names, MINIMUM_PAIRS, ENOUGH_PAIRS);
    if (selection.members().length == 0) {
      return new FitOutcome.TooFewPeriods(
          name(), selection.most() == 0 ? 0 : shape().reach() + selection.most(), need);
    }
    int m = selection.members().length;
    List<@Nullable SimplexRow> rows = new ArrayList<>(m);
    List<LeftOut> leftOut = new ArrayList<>(selection.leftOut());
    List<Direction> ambiguous = new ArrayList<>();
    boolean any = false;
    for (int i = 0; i < m; i++) {
      SimplexRow row = row(sums, selection, i);
      if (row == null) {
        leftOut.add(
            LeftOut.few(
                FitReason.Kind.TOO_FEW_PAIRS,
                selection.names().get(i),
                selection.pairs(i),
                MINIMUM_PAIRS));
      } else if (!row.ambiguous().isEmpty()) {
        List<Direction> directions = directions(selection.names(), i, row.ambiguous());
        ambiguous.addAll(directions);
        leftOut.add(LeftOut.traded(directions));
        row = null;
      }
      any |= row != null;
      rows.add(row);
    }
    if (!any) {
      return new FitOutcome.NotIdentified(name(), ambiguous);
    }
    leftOut.sort(java.util.Comparator.comparing(LeftOut::blogger));
    return fitted(sums, selection, rows, leftOut);
  }

  private @Nullable SimplexRow row(LaggedSums sums, Selection selection, int i) {
    if (selection.pairs(i) < MINIMUM_PAIRS) {
      return null;
    }
    LaggedRow row = sums.row(selection.members()[i]);
    return SimplexRow.fit(
        row,
        shape(),
        selection.members(),
        selection.chosen(i),
        constants(row.first()),
        freeIntercept());
  }

  private List<Direction> directions(List<String> names, int i, List<int[]> ambiguous) {
    List<Direction> directions = new ArrayList<>();
    for (int[] columns : ambiguous) {
      List<Term> sources = new ArrayList<>();
      for (int column : columns) {
        sources.add(term(names, column));
      }
      directions.add(new Direction(names.get(i), sources));
    }
    return directions;
  }

  private Term term(List<String> names, int column) {
    int m = names.size();
    if (column >= shape().lags() * m) {
      return ownTerms().get(column - shape().lags() * m);
    }
    TermKind kind = shape().lags() == 1 ? TermKind.AUDIENCE : TermKind.LAGGED;
    return new Term(kind, names.get(column % m), column / m);
  }

  private FitOutcome fitted(
      LaggedSums sums,
      Selection selection,
      List<@Nullable SimplexRow> rows,
      List<LeftOut> leftOut) {
    int m = rows.size();
    RowsFit fit = new RowsFit(m);
    FittedMap map = new FittedMap(m, shape());
    for (int i = 0; i < m; i++) {
      SimplexRow row = rows.get(i);
      if (row == null) {
        map.stay(i);
      } else {
        fit.add(i, row.rss(), row.rss(), row.pairs(), row.free(), row.kktResidual());
        map.set(i, row);
        int from = shape().lags() * m;
        double[] own = java.util.Arrays.copyOfRange(row.weights(), from, row.weights().length);
        fit.parameters(i, parameters(row, own));
      }
    }
    double[][] history = new double[shape().reach()][m];
    for (int l = 0; l < history.length; l++) {
      for (int i = 0; i < m; i++) {
        history[l][i] = sums.recent(l, selection.members()[i]);
      }
    }
    double[] variance = fit.variance();
    return fit.fitted(
        name(),
        selection.names(),
        normalised(map.influence()),
        map.influence(),
        map.strongestLags(),
        map.dynamics(variance, history, fit.fittedRows()),
        variance,
        leftOut);
  }

  /** Each row divided by its sum s_i; a row without weight becomes null. */
  static double[][] normalised(double[][] influence) {
    double[][] weights = new double[influence.length][];
    for (int i = 0; i < influence.length; i++) {
      double susceptibility = Rows.sum(influence[i]);
      if (susceptibility > 0) {
        weights[i] = influence[i].clone();
        for (int j = 0; j < weights[i].length; j++) {
          weights[i][j] /= susceptibility;
        }
      }
    }
    return weights;
  }

  /** The one-step map x_i(t+1) = sum_l sum_j b_ij^(l) x_j(t-l) + c_i, put together row by row. */
  static final class FittedMap {
    private final LaggedSums.Shape shape;
    private final double[][][] lagged;
    private final double[][] influence;
    private final double[] constant;

    FittedMap(int n, LaggedSums.Shape shape) {
      this.shape = shape;
      lagged = new double[shape.reach()][n][n];
      influence = new double[n][n];
      constant = new double[n];
    }

    /** The row of a fit. */
    void set(int i, SimplexRow row) {
      int n = constant.length;
      double[] w = row.weights();
      for (int l = 0; l < shape.lags(); l++) {
        System.arraycopy(w, l * n, lagged[l][i], 0, n);
        for (int j = 0; j < n; j++) {
          influence[i][j] += w[l * n + j];
        }
      }
      if (shape.ownLag() > 0) {
        lagged[shape.ownLag()][i][i] = w[shape.lags() * n];
      }
      constant[i] = row.constant();
    }

    /** A row that is not fitted: the audience is taken to stay where it is. */
    void stay(int i) {
      lagged[0][i][i] = 1;
    }

    /** Weights on the audiences, summed over lags. */
    double[][] influence() {
      return influence;
    }

    /** For each edge the lag with the largest weight; -1 where there is none. */
    int[][] strongestLags() {
      int n = constant.length;
      int[][] lags = new int[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          lags[i][j] = influence[i][j] > 0 ? strongest(i, j) : -1;
        }
      }
      return lags;
    }

    private int strongest(int i, int j) {
      int best = 0;
      for (int l = 1; l < shape.lags(); l++) {
        best = lagged[l][i][j] > lagged[best][i][j] ? l : best;
      }
      return best;
    }

    LinearDynamics dynamics(double[] variance, double[][] history, boolean[] available) {
      return LinearDynamics.lagged(lagged, constant, variance, history).only(available);
    }
  }
}
