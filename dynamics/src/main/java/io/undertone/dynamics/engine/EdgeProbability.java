// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.Distributions;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Posterior of one row of weights in closed form, no sampling:
 *
 * <pre>
 *   Sigma = (C/Q + diag(1/tau^2; own 1/.6^2))^-1,   mu = Sigma (c1/Q + .5/.6^2 e_own),   tau = .15
 *   w_j | w_j &gt;= 0  ~  normal(mu_j, Sigma_jj) truncated at zero
 *   P_ij = P(w_ij &gt; .05) = Phi((mu_j - .05)/sd_j) / Phi(mu_j/sd_j)
 * </pre>
 */
final class EdgeProbability {
  static final double RELEVANT = .05;
  private static final double TAU = .15;
  private static final double OWN_TAU = .6;

  private final double[] mean;
  private final double[] deviation;

  private EdgeProbability(double[] mean, double[] deviation) {
    this.mean = mean;
    this.deviation = deviation;
  }

  static EdgeProbability of(NetworkRow row) {
    int p = row.columns();
    DMatrixRMaj precision = new DMatrixRMaj(p, p);
    DMatrixRMaj information = new DMatrixRMaj(p, 1);
    row.posterior(TAU, OWN_TAU, precision.data, information.data);
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(p);
    if (!solver.setA(precision)) {
      throw new IllegalStateException(
          "The posterior precision of a row is not positive definite; its sums are damaged.");
    }
    DMatrixRMaj covariance = new DMatrixRMaj(p, p);
    solver.invert(covariance);
    double[] mean = new double[p];
    double[] deviation = new double[p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        mean[i] += covariance.get(i, j) * information.get(j, 0);
      }
      deviation[i] = Math.sqrt(covariance.get(i, i));
    }
    return new EdgeProbability(mean, deviation);
  }

  /** P(w_j &gt; .05). */
  double relevant(int column) {
    double positive = Distributions.normal(mean[column] / deviation[column]);
    return positive > 0
        ? Distributions.normal((mean[column] - RELEVANT) / deviation[column]) / positive
        : 0;
  }

  /** The value that w_j exceeds with a given probability, in [0,1]. */
  double exceededWith(double probability, int column) {
    double positive = Distributions.normal(mean[column] / deviation[column]);
    if (!(positive > 0)) {
      return 0;
    }
    double x =
        mean[column] - deviation[column] * Distributions.normalQuantile(probability * positive);
    return Math.min(1, Math.max(0, x));
  }
}
