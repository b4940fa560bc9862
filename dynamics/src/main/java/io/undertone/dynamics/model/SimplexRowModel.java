// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model whose rows are independent least squares problems on the simplex. */
abstract class SimplexRowModel implements OpinionModel {
  private static final int MINIMUM_PAIRS = 2;

  /**
   * What a model makes of its fitted rows; see {@link FitOutcome.Fitted} for the shapes.
   *
   * @param weights W
   * @param influence effective one-step weights
   * @param lags argmax lag of each edge
   * @param parameters by name
   * @param dynamics the map
   */
  record Network(
      double[][] weights,
      double[][] influence,
      int[][] lags,
      Map<String, List<@Nullable Double>> parameters,
      Dynamics dynamics) {}

  abstract RowRegression.Design design(SentimentSeries series);

  /**
   * @param rows one for each blogger
   * @param variance of each blogger's one-step error
   */
  abstract Network assemble(
      SentimentSeries series, List<RowRegression.Row> rows, double[] variance);

  @Override
  public final FitOutcome fit(SentimentSeries series) {
    RowRegression.Design design = design(series);
    int need = design.reach() + MINIMUM_PAIRS;
    if (series.size() == 0 || series.length() < need) {
      return new FitOutcome.TooFewPeriods(name(), series.length(), need);
    }
    RowRegression regression = new RowRegression(series, design);
    int fewest = Integer.MAX_VALUE;
    for (int i = 0; i < series.size(); i++) {
      fewest = Math.min(fewest, regression.pairs(i));
    }
    if (fewest < MINIMUM_PAIRS) {
      return new FitOutcome.TooFewPeriods(name(), design.reach() + fewest, need);
    }
    List<RowRegression.Row> rows = new ArrayList<>(series.size());
    List<FitOutcome.Direction> ambiguous = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      RowRegression.Row row = regression.fit(i);
      rows.add(row);
      for (int[] columns : row.ambiguous()) {
        ambiguous.add(direction(series.bloggers().get(i), design, columns));
      }
    }
    return ambiguous.isEmpty()
        ? fitted(series, rows)
        : new FitOutcome.NotIdentified(name(), ambiguous);
  }

  private static FitOutcome.Direction direction(
      String blogger, RowRegression.Design design, int[] columns) {
    List<String> names = new ArrayList<>();
    for (int column : columns) {
      names.add(design.columnName(column));
    }
    return new FitOutcome.Direction(blogger, names);
  }

  private FitOutcome fitted(SentimentSeries series, List<RowRegression.Row> rows) {
    int n = rows.size();
    double[] squares = new double[n];
    double[] freedom = new double[n];
    double kkt = 0;
    int pairs = 0;
    int free = 0;
    for (int i = 0; i < n; i++) {
      RowRegression.Row row = rows.get(i);
      squares[i] = row.rss();
      freedom[i] = row.pairs() - row.freeParameters();
      kkt = Math.max(kkt, row.kktResidual());
      pairs += row.pairs();
      free += row.freeParameters();
    }
    double objective = Dense.sum(squares);
    double[] variance = ErrorVariance.of(squares, freedom);
    Network network = assemble(series, rows, variance);
    return new FitOutcome.Fitted(
        name(),
        series.bloggers(),
        objective,
        kkt,
        network.weights(),
        network.influence(),
        network.lags(),
        network.parameters(),
        network.dynamics().forecast(1).get(0),
        new FitOutcome.FitStatistics(pairs, free, Math.sqrt(objective / pairs), variance),
        network.dynamics());
  }

  /** The first n weights of every row. */
  static double[][] leading(List<RowRegression.Row> rows) {
    int n = rows.size();
    double[][] weights = new double[n][n];
    for (int i = 0; i < n; i++) {
      System.arraycopy(rows.get(i).weights(), 0, weights[i], 0, n);
    }
    return weights;
  }

  /** Each row divided by its sum s_i; a row without weight becomes null. */
  static double[][] normalised(double[][] influence) {
    double[][] weights = new double[influence.length][];
    for (int i = 0; i < influence.length; i++) {
      double susceptibility = Dense.sum(influence[i]);
      if (susceptibility > 0) {
        weights[i] = influence[i].clone();
        for (int j = 0; j < weights[i].length; j++) {
          weights[i][j] /= susceptibility;
        }
      }
    }
    return weights;
  }

  /** 0 where there is weight, -1 where there is none. */
  static int[][] previousPeriod(double[][] influence) {
    int[][] lags = new int[influence.length][influence.length];
    for (int i = 0; i < influence.length; i++) {
      for (int j = 0; j < influence.length; j++) {
        lags[i][j] = influence[i][j] > 0 ? 0 : -1;
      }
    }
    return lags;
  }
}
