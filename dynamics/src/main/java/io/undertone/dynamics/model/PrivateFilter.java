// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.solve.Rows;
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
 */
final class PrivateFilter {
  /** Innovations that are added to H together, as many as {@link Rows} takes in one pass. */
  private static final int TOGETHER = 4;

  private final double[] targets;
  private final boolean[] observed;
  private final double[][] regressors;
  private final double[] noise;
  private final int columns;

  /** H, columns x columns. */
  final double[][] quadratic;

  /** h. */
  final double[] linear;

  private final double[] sensitivity;
  private final double[][] innovations;
  private final double[] surprises = new double[TOGETHER];
  private final double[] variances = new double[TOGETHER];
  private final double[] factors = new double[TOGETHER];
  private int gathered;

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
    quadratic = new double[columns][columns];
    linear = new double[columns];
    sensitivity = new double[columns];
    innovations = new double[TOGETHER][columns];
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
    for (double[] row : quadratic) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(linear, 0);
    Arrays.fill(sensitivity, 0);
    constant = 0;
    logDeterminant = 0;
    privateConstant = targets[0];
    double predicted = q;
    for (int t = 1; t < targets.length; t++) {
      double[] x = regressors[t - 1];
      double s = phi * phi * predicted + noise[t];
      double k = observed[t] ? predicted * phi / s : 0;
      double nu = targets[t] - phi * d * privateConstant;
      double[] innovation = innovations[gathered];
      for (int j = 0; j < columns; j++) {
        double carried = d * sensitivity[j] + (1 - d) * x[j];
        innovation[j] = phi * carried + (1 - phi) * x[j];
        sensitivity[j] = carried - k * innovation[j];
      }
      privateConstant = d * privateConstant + k * nu;
      predicted = d * d * (1 - k * phi) * predicted + q;
      if (observed[t]) {
        gather(nu, s);
      }
    }
    accumulate();
    mirror();
    gain = predicted * phi / (phi * phi * predicted + noise[targets.length - 1]);
  }

  private void gather(double nu, double s) {
    surprises[gathered] = nu;
    variances[gathered] = s;
    gathered++;
    constant += nu * nu / s;
    logDeterminant += Math.log(s);
    if (gathered == TOGETHER) {
      accumulate();
    }
  }

  private void accumulate() {
    for (int j = 0; j < columns; j++) {
      double product = linear[j];
      for (int p = 0; p < gathered; p++) {
        factors[p] = innovations[p][j] / variances[p];
        product += factors[p] * surprises[p];
      }
      linear[j] = product;
      Rows.add(quadratic[j], 0, j + 1, innovations, factors, 0, gathered);
    }
    gathered = 0;
  }

  /** Only the lower triangle is summed up. */
  private void mirror() {
    for (int j = 0; j < columns; j++) {
      for (int k = 0; k < j; k++) {
        quadratic[k][j] = quadratic[j][k];
      }
    }
  }

  /** yy - 2 a'h + a'Ha. */
  double objective(double[] a) {
    double value = constant;
    for (int j = 0; j < columns; j++) {
      double product = -2 * linear[j];
      for (int k = 0; k < columns; k++) {
        product += quadratic[j][k] * a[k];
      }
      value += a[j] * product;
    }
    return value;
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
