// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.model.FitOutcome.NotConvergedException;
import io.undertone.dynamics.solve.Quadratic;
import io.undertone.dynamics.solve.Rows;
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
  private static final double CLEAR = 1e-9;

  private Uniqueness() {}

  /**
   * The columns that can be traded, one list for each null direction; empty when w is unique.
   *
   * @param p number of weights
   * @param quadratic H
   * @param linear h
   * @param w a minimiser
   */
  static List<int[]> ambiguous(int p, Quadratic quadratic, double[] linear, double[] w) {
    double trace = 0;
    for (int j = 0; j < p; j++) {
      trace += quadratic.diagonal(j);
    }
    if (trace == 0) {
      return List.of(indices(p));
    }
    int[] zero = zeroMultipliers(p, quadratic, linear, w, trace);
    int k = zero.length;
    DMatrixRMaj matrix = new DMatrixRMaj(k, k);
    for (int a = 0; a < k; a++) {
      double[] row = quadratic.row(zero[a]);
      for (int b = 0; b < k; b++) {
        matrix.set(a, b, row[zero[b]] / trace + 1.0 / k);
      }
    }
    return clearlyDefinite(matrix) ? List.of() : nullDirections(matrix, zero);
  }

  /**
   * Whether a Cholesky factor L shows that no eigenvalue is near 0: the smallest is at least 1 /
   * trace(A^-1), the sum of the squares of L^-1. Costs k^3 / 3 where the eigenvalues cost ten times
   * as much.
   */
  private static boolean clearlyDefinite(DMatrixRMaj matrix) {
    int k = matrix.numRows;
    double[] factor = new double[k * k];
    double[] column = new double[k];
    for (int a = 0; a < k; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = matrix.get(a, b);
        for (int c = 0; c < b; c++) {
          sum -= factor[a * k + c] * factor[b * k + c];
        }
        if (a > b) {
          factor[a * k + b] = sum / factor[b * k + b];
        } else if (sum > 0) {
          factor[a * k + a] = Math.sqrt(sum);
        } else {
          return false;
        }
      }
    }
    double trace = 0;
    for (int e = 0; e < k; e++) {
      for (int a = e; a < k; a++) {
        double sum = a == e ? 1 : 0;
        for (int c = e; c < a; c++) {
          sum -= factor[a * k + c] * column[c];
        }
        column[a] = sum / factor[a * k + a];
        trace += column[a] * column[a];
      }
    }
    return trace * CLEAR < 1;
  }

  private static int[] indices(int p) {
    int[] all = new int[p];
    for (int j = 0; j < p; j++) {
      all[j] = j;
    }
    return all;
  }

  private static int[] zeroMultipliers(
      int p, Quadratic quadratic, double[] linear, double[] w, double trace) {
    double[] gradient = new double[p];
    Rows.add(gradient, 0, p, linear, -1);
    for (int k = 0; k < p; k++) {
      if (w[k] > 0) {
        Rows.add(gradient, 0, p, quadratic.row(k), w[k]);
      }
    }
    double level = 0;
    for (int j = 0; j < p; j++) {
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
      throw new NotConvergedException(k);
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
