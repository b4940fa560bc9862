// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/** Symmetric matrices that should have no negative eigenvalue. */
final class SemiDefinite {
  private static final double ROUNDING = 1e-12;

  private SemiDefinite() {}

  /**
   * Replaces a matrix by the nearest positive semi-definite one in the Frobenius norm: its negative
   * eigenvalues become 0. Costs p^3 / 3 where it has none, some 10 p^3 where it has.
   *
   * <p>Source: Higham, Linear Algebra Appl. 103 (1988) 103.
   *
   * @param p rows
   * @param matrix p x p, row-major, symmetric
   */
  static void nearest(int p, double[] matrix) {
    if (holds(p, matrix)) {
      return;
    }
    EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(p, true, true);
    if (!eigen.decompose(DMatrixRMaj.wrap(p, p, matrix.clone()))) {
      throw new IllegalStateException(
          "The eigenvalues of a " + p + " x " + p + " moment matrix did not converge.");
    }
    java.util.Arrays.fill(matrix, 0);
    for (int e = 0; e < p; e++) {
      double value = eigen.getEigenvalue(e).getReal();
      if (value > 0) {
        DMatrixRMaj v = eigen.getEigenVector(e);
        for (int a = 0; a < p; a++) {
          for (int b = 0; b <= a; b++) {
            matrix[a * p + b] += value * v.get(a) * v.get(b);
          }
        }
      }
    }
    for (int a = 0; a < p; a++) {
      for (int b = 0; b < a; b++) {
        matrix[b * p + a] = matrix[a * p + b];
      }
    }
  }

  /** Whether a Cholesky factorisation succeeds but for rounding. */
  private static boolean holds(int p, double[] matrix) {
    double trace = 0;
    for (int a = 0; a < p; a++) {
      trace += matrix[a * p + a];
    }
    double slack = ROUNDING * trace;
    double[] factor = new double[p * p];
    for (int a = 0; a < p; a++) {
      for (int b = 0; b <= a; b++) {
        double sum = matrix[a * p + b] + (a == b ? slack : 0);
        for (int c = 0; c < b; c++) {
          sum -= factor[a * p + c] * factor[b * p + c];
        }
        if (a > b) {
          factor[a * p + b] = sum / factor[b * p + b];
        } else if (sum > 0) {
          factor[a * p + a] = Math.sqrt(sum);
        } else {
          return trace == 0;
        }
      }
    }
    return true;
  }
}
