// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.model.FitOutcome.FitStatistics;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.FitOutcome.LeftOut;
import io.undertone.dynamics.solve.Rows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the fit of a model together from what its rows gave. */
final class RowsFit {
  private final double[] squares;
  private final double[] freedom;
  private final boolean[] fitted;
  private final Map<String, List<@Nullable Double>> parameters = new LinkedHashMap<>();
  private double objective;
  private double kkt;
  private int pairs;
  private int free;

  /**
   * @param n rows, fitted or not
   */
  RowsFit(int n) {
    squares = new double[n];
    freedom = new double[n];
    fitted = new boolean[n];
  }

  /**
   * One fitted row.
   *
   * @param value of its objective
   * @param rss its squared one-step errors
   */
  void add(int i, double value, double rss, int targets, int parameters, double kktResidual) {
    fitted[i] = true;
    objective += value;
    squares[i] = rss;
    freedom[i] = targets - parameters;
    kkt = Math.max(kkt, kktResidual);
    pairs += targets;
    free += parameters;
  }

  /** Parameters of row i by name. */
  void parameters(int i, Map<String, @Nullable Double> values) {
    values.forEach((name, value) -> parameter(i, name, value));
  }

  /** A parameter of row i; those of other rows stay null until they are set. */
  void parameter(int i, String name, @Nullable Double value) {
    parameters
        .computeIfAbsent(name, key -> new ArrayList<>(Collections.nCopies(fitted.length, null)))
        .set(i, value);
  }

  /** Two parameters of a row, in this order. */
  static Map<String, @Nullable Double> named(
      String first, @Nullable Double value, String second, @Nullable Double other) {
    Map<String, @Nullable Double> parameters = new LinkedHashMap<>();
    parameters.put(first, value);
    parameters.put(second, other);
    return parameters;
  }

  boolean[] fittedRows() {
    return fitted;
  }

  double[] variance() {
    return ErrorVariance.of(squares, freedom);
  }

  Fitted fitted(
      String model,
      List<String> bloggers,
      double[][] weights,
      double[][] influence,
      int[][] lags,
      Dynamics dynamics,
      double[] variance,
      List<LeftOut> leftOut) {
    double rmse = pairs > 0 ? Math.sqrt(Rows.sum(squares) / pairs) : 0;
    return new Fitted(
        model,
        bloggers,
        objective,
        kkt,
        weights,
        influence,
        lags,
        parameters,
        dynamics.forecast(1).get(0),
        new FitStatistics(pairs, free, rmse, variance),
        dynamics,
        leftOut);
  }

  /**
   * Variance of the one-step errors of n bloggers from few residuals:
   *
   * <pre>
   *   pool = (sum RSS + 0.01) / (sum df + 1) ;  s_i^2 = (RSS_i + 4 pool) / (df_i + 4)
   * </pre>
   *
   * Each blogger borrows four degrees of freedom from all; 0.01 is the spread of audience sentiment
   * before anything is known. Always positive.
   */
  static final class ErrorVariance {
    private static final double PRIOR_VARIANCE = 0.01;
    private static final double BORROWED = 4;

    private ErrorVariance() {}

    /**
     * @param squares RSS_i
     * @param freedom df_i, values below 0 count as 0
     */
    static double[] of(double[] squares, double[] freedom) {
      double sum = PRIOR_VARIANCE;
      double count = 1;
      for (int i = 0; i < squares.length; i++) {
        sum += squares[i];
        count += Math.max(0, freedom[i]);
      }
      double pool = sum / count;
      double[] variance = new double[squares.length];
      for (int i = 0; i < squares.length; i++) {
        variance[i] = (squares[i] + BORROWED * pool) / (Math.max(0, freedom[i]) + BORROWED);
      }
      return variance;
    }
  }
}
