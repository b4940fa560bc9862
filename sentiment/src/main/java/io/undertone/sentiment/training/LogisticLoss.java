// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import java.util.Arrays;

/**
 * Regularised logistic loss with soft targets.
 *
 * <pre>
 *   f(θ, b) = |θ|² / (2C) + Σ_i ω_i [ln(1 + exp(z_i)) - t_i z_i],   z_i = b + o_i + Σ_j x_ij s_j θ_j / sqrt(Σ_j x_ij s_j²)
 * </pre>
 *
 * with the symbols of {@link FeatureScales}, o the offsets and C the strength. The last coordinate
 * of the argument is b and is not regularised.
 */
final class LogisticLoss implements Lbfgs.Objective {
  private final int[][] rows;
  private final double[] targets;
  private final double[] weights;
  private final double[] offsets;
  private final double[] scales;
  private final double[] lengths;
  private final double strength;

  /**
   * @param rows features of each text, as indices into scales
   * @param targets probability in [0,1] of each text
   * @param weights ω of each text
   * @param offsets o of each text
   * @param scales s of each feature
   */
  LogisticLoss(
      int[][] rows,
      double[] targets,
      double[] weights,
      double[] offsets,
      double[] scales,
      double strength) {
    this.rows = rows;
    this.targets = targets;
    this.weights = weights;
    this.offsets = offsets;
    this.scales = scales;
    this.strength = strength;
    this.lengths = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double squares = 0;
      for (int j : rows[i]) {
        squares += scales[j] * scales[j];
      }
      lengths[i] = squares == 0 ? 1 : Math.sqrt(squares);
    }
  }

  @Override
  public double at(double[] x, double[] gradient) {
    int last = x.length - 1;
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (int i = 0; i < rows.length; i++) {
      double sum = 0;
      for (int j : rows[i]) {
        sum += scales[j] * x[j];
      }
      double z = x[last] + offsets[i] + sum / lengths[i];
      double e = StrictMath.exp(-Math.abs(z));
      double p = z >= 0 ? 1 / (1 + e) : e / (1 + e);
      loss += weights[i] * (Math.max(z, 0) + StrictMath.log1p(e) - targets[i] * z);
      double error = weights[i] * (p - targets[i]);
      gradient[last] += error;
      double push = error / lengths[i];
      for (int j : rows[i]) {
        gradient[j] += push;
      }
    }
    for (int j = 0; j < last; j++) {
      loss += x[j] * x[j] / (2 * strength);
      gradient[j] = gradient[j] * scales[j] + x[j] / strength;
    }
    return loss;
  }
}
