// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.solve.SimplexQp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Least squares on the simplex, one row of a model at a time:
 *
 * <pre>
 *   min sum_t ( x_i(t) - z_i(t)' w_i )^2 ,   w_i &gt;= 0 , sum w_i = 1
 * </pre>
 *
 * With a free intercept the sum may stay below 1 and targets and regressors are centred:
 *
 * <pre>
 *   min sum_t ( x_i(t) - c_i - z_i(t)' w_i )^2 ,   w_i &gt;= 0 , sum w_i &lt;= 1
 * </pre>
 *
 * The regressors z_i(t) are columns common to all rows (everybody's earlier values) and columns of
 * the row's own (anchors). A target counts when it and all its regressors are observed.
 */
final class RowRegression {

  /** The regressors of a model. */
  interface Design {
    /** Periods before the target that the regressors reach back, at least 1. */
    int reach();

    /** Number of common columns. */
    int commonColumns();

    /** Fills the common columns for target period t; false when one is missing. */
    boolean common(int t, double[] z);

    /** Number of columns that belong to the row. */
    int ownColumns();

    /** Fills z from {@code offset} for row i; false when one is missing. */
    boolean own(int t, int i, double[] z, int offset);

    /** Whether the row has a free intercept. */
    default boolean freeIntercept() {
      return false;
    }

    /** What to call column j. */
    String columnName(int j);
  }

  /**
   * One fitted row.
   *
   * @param weights w_i over common, then own columns
   * @param intercept c_i; 0 without a free intercept
   * @param rss sum of squared residuals
   * @param pairs targets used
   * @param kktResidual in units of the trace of the Gram matrix
   * @param ambiguous sets of columns that can be traded; empty when w_i is unique
   */
  record Row(
      double[] weights,
      double intercept,
      double rss,
      int pairs,
      double kktResidual,
      List<int[]> ambiguous) {

    /**
     * Positive weights but for the one that the sum determines, and the intercept if it is free.
     */
    int freeParameters() {
      int positive = 0;
      for (double weight : weights) {
        if (weight > 0) {
          positive++;
        }
      }
      return Dense.sum(weights) < 1 - 1e-9 ? positive + 1 : positive - 1;
    }
  }

  private final SentimentSeries series;
  private final Design design;
  private final int common;
  private final int columns;
  private final List<Integer> usable = new ArrayList<>();
  private final List<double[]> regressors = new ArrayList<>();
  private final double[] offset;
  private final double[] commonGram;
  private final SimplexQp qp;

  RowRegression(SentimentSeries series, Design design) {
    this.series = series;
    this.design = design;
    common = design.commonColumns();
    columns = common + design.ownColumns();
    for (int t = design.reach(); t < series.length(); t++) {
      double[] z = new double[columns];
      if (design.common(t, z)) {
        usable.add(t);
        regressors.add(z);
      }
    }
    offset = new double[columns];
    if (design.freeIntercept() && !regressors.isEmpty()) {
      System.arraycopy(meanOf(regressors), 0, offset, 0, common);
      for (double[] z : regressors) {
        for (int j = 0; j < common; j++) {
          z[j] -= offset[j];
        }
      }
    }
    commonGram = new double[common * common];
    for (double[] z : regressors) {
      addProduct(commonGram, common, z, 1);
    }
    qp = new SimplexQp(columns);
  }

  /** Number of targets row i can use. */
  int pairs(int i) {
    int count = 0;
    double[] z = new double[columns];
    for (int t : usable) {
      if (series.observed(t, i) && design.own(t, i, z, common)) {
        count++;
      }
    }
    return count;
  }

  Row fit(int i) {
    List<double[]> rows = new ArrayList<>(usable.size());
    List<Integer> targets = new ArrayList<>(usable.size());
    double[] gram = gram(i, rows, targets);
    double[] moment = new double[columns];
    for (int k = 0; k < rows.size(); k++) {
      double y = series.value(targets.get(k), i);
      double[] z = rows.get(k);
      for (int j = 0; j < columns; j++) {
        moment[j] += z[j] * y;
      }
    }
    double intercept = 0;
    double[] w = new double[columns];
    if (design.freeIntercept()) {
      double[] mean = meanOf(rows);
      double meanTarget = 0;
      for (int t : targets) {
        meanTarget += series.value(t, i) / targets.size();
      }
      // centred before they are multiplied, so that no rounding makes the Gram matrix indefinite
      gram = new double[columns * columns];
      moment = new double[columns];
      double[] centred = new double[columns];
      for (int k = 0; k < rows.size(); k++) {
        for (int j = 0; j < columns; j++) {
          centred[j] = rows.get(k)[j] - mean[j];
        }
        addProduct(gram, columns, centred, 1);
        double y = series.value(targets.get(k), i) - meanTarget;
        for (int j = 0; j < columns; j++) {
          moment[j] += centred[j] * y;
        }
      }
      qp.solveCold(columns, gram, moment, true, w);
      intercept = meanTarget - Dense.dot(mean, w);
    } else {
      qp.solveCold(columns, gram, moment, false, w);
    }
    double rss = 0;
    for (int k = 0; k < rows.size(); k++) {
      double error = series.value(targets.get(k), i) - intercept - Dense.dot(rows.get(k), w);
      rss += error * error;
    }
    return new Row(
        w,
        intercept - Dense.dot(offset, w),
        rss,
        rows.size(),
        qp.kktResidual(),
        ambiguous(gram, moment, w));
  }

  private List<int[]> ambiguous(double[] gram, double[] moment, double[] w) {
    if (!design.freeIntercept()) {
      return Uniqueness.ambiguous(columns, gram, moment, w);
    }
    int p = columns + 1;
    double[] padded = new double[p * p];
    for (int j = 0; j < columns; j++) {
      System.arraycopy(gram, j * columns, padded, j * p, columns);
    }
    double[] weights = Arrays.copyOf(w, p);
    weights[columns] = Math.max(0, 1 - Dense.sum(w));
    return Uniqueness.ambiguous(p, padded, Arrays.copyOf(moment, p), weights);
  }

  private static double[] meanOf(List<double[]> rows) {
    double[] mean = new double[rows.get(0).length];
    for (double[] z : rows) {
      for (int j = 0; j < mean.length; j++) {
        mean[j] += z[j] / rows.size();
      }
    }
    return mean;
  }

  /** Z'Z over the row's targets; the common block is shared and corrected for missing targets. */
  private double[] gram(int i, List<double[]> rows, List<Integer> targets) {
    double[] block = commonGram.clone();
    for (int k = 0; k < usable.size(); k++) {
      double[] z = regressors.get(k);
      if (series.observed(usable.get(k), i) && design.own(usable.get(k), i, z, common)) {
        rows.add(z.clone());
        targets.add(usable.get(k));
      } else {
        addProduct(block, common, z, -1);
      }
    }
    double[] gram = new double[columns * columns];
    for (int a = 0; a < common; a++) {
      System.arraycopy(block, a * common, gram, a * columns, common);
    }
    for (double[] z : rows) {
      for (int a = common; a < columns; a++) {
        for (int b = 0; b < columns; b++) {
          gram[a * columns + b] += z[a] * z[b];
        }
      }
    }
    for (int a = 0; a < common; a++) {
      for (int b = common; b < columns; b++) {
        gram[a * columns + b] = gram[b * columns + a];
      }
    }
    return gram;
  }

  private static void addProduct(double[] gram, int p, double[] z, double sign) {
    for (int a = 0; a < p; a++) {
      double factor = sign * z[a];
      for (int b = 0; b < p; b++) {
        gram[a * p + b] += factor * z[b];
      }
    }
  }
}
