// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.solve.Quadratic;
import io.undertone.dynamics.solve.Rows;
import io.undertone.dynamics.solve.SimplexQp;
import java.util.Arrays;

/**
 * Whitening filter of the reduced expressed-private model for one blogger and one cell (d, phi):
 *
 * <pre>
 *   y_t = phi p_t + (1-phi) c_t + e ,  p_t = d p_(t-1) + (1-d) c_t + eta ,  c_t = sum_j a_j x_j(t-1)
 * </pre>
 *
 * e of variance R_t and eta of variance q (1 and 1 for the published objective), p at the first
 * observed value. One scalar Kalman filter with a common gain is applied to y and to each column
 * x_j; the innovation is nu = nu_0 - sum_j a_j nu_j with variance S, so sum nu^2 / S is quadratic
 * in a. Eliminating p from the least squares objective gives the same form. A missing target skips
 * the update; a missing regressor is the blogger's last observed value.
 *
 * <p>A cell costs T n, and as much each row of H that is asked for, for T targets and n columns.
 */
final class PrivateFilter implements Quadratic {
  private final double[] targets;
  private final boolean[] observed;
  private final double[][] regressors;
  private final double[] noise;
  private final int columns;

  /** h. */
  final double[] linear;

  private final double[] diagonal;
  private final double[] sensitivity;

  /** nu_1 .. nu_n of each observed target, its nu_0 / S and its 1 / S. */
  private final double[][] innovations;

  private final double[] surprises;
  private final double[] precisions;
  private final double[] factors;
  private int count;

  private final double[][] rows;
  private final boolean[] known;

  /** yy: the objective is yy - 2 a'h + a'Ha. */
  double constant;

  /** sum log S. */
  double logDeterminant;

  /** Kalman gain that the next observed target would have. */
  double gain;

  /** p at the end is {@code privateConstant + a' privateSensitivity()}. */
  double privateConstant;

  /**
   * @param targets y_1, .. ; y_1 is the private start
   * @param observed which of them are
   * @param regressors x(t-1) of the others for each target but the first
   * @param noise R_t of each target
   */
  PrivateFilter(double[] targets, boolean[] observed, double[][] regressors, double[] noise) {
    this.noise = noise;
    this.targets = targets;
    this.observed = observed;
    this.regressors = regressors;
    columns = regressors[0].length;
    linear = new double[columns];
    diagonal = new double[columns];
    sensitivity = new double[columns];
    innovations = new double[regressors.length][columns];
    surprises = new double[regressors.length];
    precisions = new double[regressors.length];
    factors = new double[regressors.length];
    rows = new double[columns][];
    known = new boolean[columns];
  }

  double[] privateSensitivity() {
    return sensitivity;
  }

  /** Runs the filter for one cell with q = 1. */
  void run(double d, double phi) {
    run(d, phi, 1);
  }

  /** Runs the filter for one cell. */
  void run(double d, double phi, double q) {
    Arrays.fill(linear, 0);
    Arrays.fill(diagonal, 0);
    Arrays.fill(sensitivity, 0);
    Arrays.fill(known, false);
    count = 0;
    constant = 0;
    logDeterminant = 0;
    privateConstant = targets[0];
    double predicted = q;
    for (int t = 1; t < targets.length; t++) {
      double[] x = regressors[t - 1];
      double s = phi * phi * predicted + noise[t];
      double k = observed[t] ? predicted * phi / s : 0;
      double nu = targets[t] - phi * d * privateConstant;
      double[] innovation = innovations[count];
      for (int j = 0; j < columns; j++) {
        double carried = d * sensitivity[j] + (1 - d) * x[j];
        innovation[j] = phi * carried + (1 - phi) * x[j];
        sensitivity[j] = carried - k * innovation[j];
      }
      privateConstant = d * privateConstant + k * nu;
      predicted = d * d * (1 - k * phi) * predicted + q;
      if (observed[t]) {
        take(nu, s);
      }
    }
    Rows.add(linear, 0, columns, innovations, surprises, 0, count);
    gain = predicted * phi / (phi * phi * predicted + noise[targets.length - 1]);
  }

  private void take(double nu, double s) {
    constant += nu * nu / s;
    logDeterminant += Math.log(s);
    double precision = 1 / s;
    double[] innovation = innovations[count];
    for (int j = 0; j < columns; j++) {
      diagonal[j] += precision * innovation[j] * innovation[j];
    }
    surprises[count] = precision * nu;
    precisions[count++] = precision;
  }

  @Override
  public double diagonal(int j) {
    return diagonal[j];
  }

  @Override
  public double[] row(int j) {
    if (rows[j] == null) {
      rows[j] = new double[columns];
    }
    double[] row = rows[j];
    if (!known[j]) {
      known[j] = true;
      Arrays.fill(row, 0);
      for (int t = 0; t < count; t++) {
        factors[t] = precisions[t] * innovations[t][j];
      }
      Rows.add(row, 0, columns, innovations, factors, 0, count);
      row[j] = diagonal[j];
    }
    return row;
  }

  /** yy - 2 a'h + a'Ha at the solution a of the last cell. */
  double objective(SimplexQp solved) {
    return constant + 2 * solved.objective();
  }

  /** Sum of squared one-step errors nu^2 for given parameters. */
  double squaredErrors(double d, double phi, double q, double[] a) {
    double p = targets[0];
    double predicted = q;
    double sum = 0;
    for (int t = 1; t < targets.length; t++) {
      double c = Rows.dot(a, regressors[t - 1]);
      double before = d * p + (1 - d) * c;
      double s = phi * phi * predicted + noise[t];
      double k = observed[t] ? predicted * phi / s : 0;
      double nu = observed[t] ? targets[t] - phi * before - (1 - phi) * c : 0;
      sum += nu * nu;
      p = before + k * nu;
      predicted = d * d * (1 - k * phi) * predicted + q;
    }
    return sum;
  }
}
