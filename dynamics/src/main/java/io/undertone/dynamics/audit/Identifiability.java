// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.model.SentimentSeries;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.jspecify.annotations.Nullable;

/**
 * Which directions of a row's weights the data can tell apart.
 *
 * <p>On the simplex weights only move along d with sum d = 0. The information along a unit d is
 * d'Hd / s^2, H the Gram matrix of x(t-1), s^2 the residual variance; so the eigenvalues of PHP, P
 * = I - 11'/n, give standard errors s / sqrt(eigenvalue). A direction counts as determined when its
 * error is below 0.25.
 *
 * @param pairs complete regressor rows
 * @param eigenvalues of PHP on the n - 1 directions, descending
 * @param standardErrors of a weight direction, ascending; infinite where the eigenvalue is 0
 * @param condition largest over smallest eigenvalue; null when the smallest is 0
 * @param determined directions with a standard error below 0.25
 */
public record Identifiability(
    int pairs,
    double[] eigenvalues,
    double[] standardErrors,
    @Nullable Double condition,
    int determined) {

  private static final double DETERMINED = 0.25;

  static Identifiability of(SentimentSeries series, double residualVariance) {
    int n = series.size();
    double[][] projected = new double[n][n];
    int pairs = 0;
    for (int t = 0; t + 1 < series.length(); t++) {
      if (series.complete(t)) {
        addProjected(projected, series, t);
        pairs++;
      }
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, false, true);
    if (!eigen.decompose(new DMatrixRMaj(projected))) {
      throw new IllegalStateException(
          "The eigenvalues of the " + n + " x " + n + " Gram matrix did not converge.");
    }
    double[] ascending = new double[n];
    for (int k = 0; k < n; k++) {
      ascending[k] = Math.max(0, eigen.getEigenvalue(k).getReal());
    }
    Arrays.sort(ascending);
    // the projection itself has one eigenvalue 0, along 1
    double[] values = new double[n - 1];
    double[] errors = new double[n - 1];
    int determined = 0;
    for (int k = 0; k < n - 1; k++) {
      double value = ascending[n - 1 - k];
      values[k] = value < 1e-12 * ascending[n - 1] ? 0 : value;
      errors[k] =
          values[k] > 0 ? Math.sqrt(residualVariance / values[k]) : Double.POSITIVE_INFINITY;
      determined += errors[k] < DETERMINED ? 1 : 0;
    }
    Double condition = n > 1 && values[n - 2] > 0 ? values[0] / values[n - 2] : null;
    return new Identifiability(pairs, values, errors, condition, determined);
  }

  private static void addProjected(double[][] projected, SentimentSeries series, int t) {
    int n = series.size();
    double mean = 0;
    for (int j = 0; j < n; j++) {
      mean += series.value(t, j) / n;
    }
    for (int a = 0; a < n; a++) {
      for (int b = 0; b < n; b++) {
        projected[a][b] += (series.value(t, a) - mean) * (series.value(t, b) - mean);
      }
    }
  }
}
