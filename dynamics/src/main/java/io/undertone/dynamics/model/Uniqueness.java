// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Whether a minimiser w of 0.5 w'Hw - h'w on the simplex is the only one.
 *
 * <p>Other minimisers can only differ on the indices whose multiplier is zero, along directions d
 * with Hd = 0 and sum d = 0. There are none exactly when H + c 11' is positive definite on these
 * indices.
 */
final class Uniqueness {
  private static final double SLACK = 1e-9;
  private static final double SINGULAR = 1e-10;

  private Uniqueness() {}

  /**
   * The columns that can be traded, one list for each null direction; empty when w is unique.
   *
   * @param p number of weights
   * @param quadratic H, p x p, row-major
   * @param linear h
   * @param w a minimiser
   */
  static List<int[]> ambiguous(int p, double[] quadratic, double[] linear, double[] w) {
    double trace = 0;
    for (int j = 0; j < p; j++) {
      trace += quadratic[j * p + j];
    }
    if (trace == 0) {
      return List.of(indices(p));
    }
    int[] zero = zeroMultipliers(p, quadratic, linear, w, trace);
    int k = zero.length;
    DMatrixRMaj matrix = new DMatrixRMaj(k, k);
    for (int a = 0; a < k; a++) {
      for (int b = 0; b < k; b++) {
        matrix.set(a, b, quadratic[zero[a] * p + zero[b]] / trace + 1.0 / k);
      }
    }
    return nullDirections(matrix, zero);
  }

  private static int[] indices(int p) {
    int[] all = new int[p];
    for (int j = 0; j < p; j++) {
      all[j] = j;
    }
    return all;
  }

  private static int[] zeroMultipliers(
      int p, double[] quadratic, double[] linear, double[] w, double trace) {
    double[] gradient = new double[p];
    double level = 0;
    for (int j = 0; j < p; j++) {
      gradient[j] = -linear[j];
      for (int k = 0; k < p; k++) {
        gradient[j] += quadratic[j * p + k] * w[k];
      }
      level += w[j] * gradient[j];
    }
    List<Integer> zero = new ArrayList<>();
    for (int j = 0; j < p; j++) {
      if (w[j] > 0 || (gradient[j] - level) / trace < SLACK) {
        zero.add(j);
      }
    }
    return zero.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<int[]> nullDirections(DMatrixRMaj matrix, int[] columns) {
    int k = columns.length;
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(k, true, true);
    if (!eigen.decompose(matrix)) {
      throw new IllegalStateException(
          "The eigenvalues of a " + k + " x " + k + " Gram matrix did not converge.");
    }
    List<int[]> directions = new ArrayList<>();
    for (int e = 0; e < k; e++) {
      if (eigen.getEigenvalue(e).getReal() < SINGULAR) {
        DMatrixRMaj vector = eigen.getEigenVector(e);
        List<Integer> involved = new ArrayList<>();
        for (int a = 0; a < k; a++) {
          if (Math.abs(vector.get(a)) > 1e-6) {
            involved.add(columns[a]);
          }
        }
        directions.add(involved.stream().mapToInt(Integer::intValue).toArray());
      }
    }
    return directions;
  }
}
