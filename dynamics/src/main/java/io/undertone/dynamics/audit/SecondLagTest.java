// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.Distributions;
import io.undertone.dynamics.model.SentimentSeries;
import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.jspecify.annotations.Nullable;

/**
 * Signature of private opinions: in x(t+1) = B1 x(t) + B2 x(t-1) + c, fitted by ordinary least
 * squares, the others' second-lag coefficients of a row sum to less than zero.
 *
 * <p>Sampling error hides it as well as makes it: with noisy values second lags gain positive
 * weight. Read a significant sum as support, not as proof.
 *
 * @param blogger name
 * @param pairs complete cases
 * @param sum of the second-lag coefficients on the others; null when there are too few cases
 * @param standardError of the sum
 * @param pValue one-sided, Student's t with pairs - 2n - 1 degrees of freedom
 */
public record SecondLagTest(
    String blogger,
    int pairs,
    @Nullable Double sum,
    @Nullable Double standardError,
    @Nullable Double pValue) {

  private static final int MINIMUM_FREEDOM = 5;

  /** One test for each blogger. */
  public static List<SecondLagTest> of(SentimentSeries series) {
    List<Integer> usable = new ArrayList<>();
    for (int t = 2; t < series.length(); t++) {
      if (series.complete(t - 1) && series.complete(t - 2)) {
        usable.add(t);
      }
    }
    List<SecondLagTest> tests = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      int row = i;
      List<Integer> targets = usable.stream().filter(t -> series.observed(t, row)).toList();
      tests.add(test(series, i, targets));
    }
    return tests;
  }

  private static SecondLagTest test(SentimentSeries series, int i, List<Integer> targets) {
    int n = series.size();
    int p = 2 * n + 1;
    int cases = targets.size();
    SecondLagTest tooFew = new SecondLagTest(series.bloggers().get(i), cases, null, null, null);
    if (n < 2 || cases < p + MINIMUM_FREEDOM) {
      return tooFew;
    }
    DMatrixRMaj gram = new DMatrixRMaj(p, p);
    DMatrixRMaj moment = new DMatrixRMaj(p, 1);
    double squares = 0;
    for (int t : targets) {
      double[] z = regressors(series, t);
      double y = series.value(t, i) - 0.5;
      squares += y * y;
      for (int a = 0; a < p; a++) {
        moment.add(a, 0, z[a] * y);
        for (int b = 0; b < p; b++) {
          gram.add(a, b, z[a] * z[b]);
        }
      }
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(p);
    if (!solver.setA(gram) || solver.quality() < 1e-12) {
      return tooFew;
    }
    return summarise(series, i, cases, solver, moment, squares);
  }

  /** 1, x(t-1), x(t-2), all around 0.5. */
  private static double[] regressors(SentimentSeries series, int t) {
    int n = series.size();
    double[] z = new double[2 * n + 1];
    z[0] = 1;
    for (int j = 0; j < n; j++) {
      z[1 + j] = series.value(t - 1, j) - 0.5;
      z[1 + n + j] = series.value(t - 2, j) - 0.5;
    }
    return z;
  }

  private static SecondLagTest summarise(
      SentimentSeries series,
      int i,
      int cases,
      LinearSolverDense<DMatrixRMaj> solver,
      DMatrixRMaj moment,
      double squares) {
    int n = series.size();
    int p = 2 * n + 1;
    DMatrixRMaj contrast = new DMatrixRMaj(p, 1);
    for (int j = 0; j < n; j++) {
      contrast.set(1 + n + j, 0, j == i ? 0 : 1);
    }
    DMatrixRMaj coefficients = new DMatrixRMaj(p, 1);
    DMatrixRMaj carried = new DMatrixRMaj(p, 1);
    solver.solve(moment.copy(), coefficients);
    solver.solve(contrast.copy(), carried);
    double explained = 0;
    double sum = 0;
    double leverage = 0;
    for (int a = 0; a < p; a++) {
      explained += coefficients.get(a) * moment.get(a);
      sum += contrast.get(a) * coefficients.get(a);
      leverage += contrast.get(a) * carried.get(a);
    }
    int freedom = cases - p;
    double error = Math.sqrt(Math.max(0, squares - explained) / freedom * leverage);
    return new SecondLagTest(
        series.bloggers().get(i),
        cases,
        sum,
        error,
        error > 0 ? (Double) Distributions.studentUpperTail(-sum / error, freedom) : null);
  }
}
