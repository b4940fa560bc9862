// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import io.undertone.sentiment.ngram.NgramModel;
import java.util.Arrays;

/**
 * Regularised logistic loss with soft targets.
 *
 * <pre>
 *   f(θ) = |θ|² / 2 + Σ_i C_i [ln(1 + exp(z_i)) - t_i z_i]
 * </pre>
 *
 * with z of {@link NgramModel}, w_j = s_j θ_j, and a text's own C. The last coordinates are the
 * weights of the dense figures.
 */
final class LogisticLoss implements Lbfgs.Objective {
  /** Number of a feature that is too rare to have a weight. */
  static final int UNKNOWN = -1;

  /**
   * One text.
   *
   * @param runs numbers of its features, {@link #UNKNOWN} where one has none
   * @param gate of the runs
   * @param whole number of the text as a whole, or {@link #UNKNOWN}
   * @param dense its dense figures
   */
  record Row(int[] runs, double gate, int whole, double[] dense) {
    Row renumbered(int[] number) {
      int[] result = new int[runs.length];
      for (int k = 0; k < runs.length; k++) {
        result[k] = number[runs[k]];
      }
      return new Row(result, gate, whole < 0 ? UNKNOWN : number[whole], dense);
    }
  }

  private final Row[] rows;
  private final double[] scales;
  private final double[] targets;
  private final double[] weights;
  private final double[] factors;

  /**
   * @param rows texts, with numbers as indices into scales
   * @param scales s of each feature
   * @param targets probability in [0,1] of each text
   * @param weights C of each text
   */
  LogisticLoss(Row[] rows, double[] scales, double[] targets, double[] weights) {
    this.rows = rows;
    this.scales = scales;
    this.targets = targets;
    this.weights = weights;
    this.factors = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double squares = 0;
      for (int j : rows[i].runs()) {
        squares += NgramModel.BASE_SQUARE + (j < 0 ? 0 : scales[j] * scales[j]);
      }
      factors[i] = squares == 0 ? 0 : rows[i].gate() / Math.sqrt(squares);
    }
  }

  @Override
  public double at(double[] x, double[] gradient) {
    Arrays.fill(gradient, 0);
    double loss = 0;
    for (int i = 0; i < rows.length; i++) {
      double z = margin(i, x);
      double e = StrictMath.exp(-Math.abs(z));
      double p = z >= 0 ? 1 / (1 + e) : e / (1 + e);
      loss += weights[i] * (Math.max(z, 0) + StrictMath.log1p(e) - targets[i] * z);
      push(i, weights[i] * (p - targets[i]), gradient);
    }
    for (int j = 0; j < x.length; j++) {
      loss += x[j] * x[j] / 2;
      gradient[j] += x[j];
    }
    return loss;
  }

  private double margin(int i, double[] x) {
    Row row = rows[i];
    double sum = 0;
    for (int j : row.runs()) {
      sum += j < 0 ? 0 : scales[j] * x[j];
    }
    double z = factors[i] * sum;
    if (row.whole() >= 0) {
      z += scales[row.whole()] * x[row.whole()];
    }
    for (int k = 0; k < row.dense().length; k++) {
      z += row.dense()[k] * x[scales.length + k];
    }
    return z;
  }

  private void push(int i, double error, double[] gradient) {
    Row row = rows[i];
    double push = factors[i] * error;
    for (int j : row.runs()) {
      if (j >= 0) {
        gradient[j] += push * scales[j];
      }
    }
    if (row.whole() >= 0) {
      gradient[row.whole()] += error * scales[row.whole()];
    }
    for (int k = 0; k < row.dense().length; k++) {
      gradient[scales.length + k] += error * row.dense()[k];
    }
  }
}
