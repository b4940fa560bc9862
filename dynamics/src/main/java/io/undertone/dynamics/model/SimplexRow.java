// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.model.FitOutcome.NotConvergedException;
import io.undertone.dynamics.solve.Quadratic;
import io.undertone.dynamics.solve.Rows;
import io.undertone.dynamics.solve.SimplexQp;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * Least squares on the simplex, one row of a model:
 *
 * <pre>
 *   min w'Dw ,   w &gt;= 0 , sum w = 1 ,   D_cd = N S_cd / n_cd
 * </pre>
 *
 * over the lagged columns of the chosen audiences, the row's own column and constants ({@link
 * LaggedRow}). With a free intercept the errors are centred, D_cd = N (S_cd / n_cd - mean e_c mean
 * e_d). Pairs of columns that were hardly ever observed together count as unrelated, and where
 * moments of different periods make D indefinite, the nearest positive semi-definite matrix takes
 * its place.
 *
 * @param weights lag by lag over the members, then the own column, then the constants; 0 for a
 *     member that was not chosen
 * @param first the row's first value
 * @param constant sum of constants times their weights, intercept included
 * @param rss w'Dw
 * @param pairs N
 * @param free parameters at the optimum
 * @param kktResidual in units of the trace of D
 * @param ambiguous sets of columns that can be traded; empty when w is unique
 */
record SimplexRow(
    double[] weights,
    double first,
    double constant,
    double rss,
    int pairs,
    int free,
    double kktResidual,
    List<int[]> ambiguous) {

  private static final int FEWEST_TOGETHER = 2;

  /**
   * Fits a row.
   *
   * @param members places, in the order of the columns
   * @param chosen which of them may have weight in this row
   */
  static SimplexRow fit(
      LaggedRow sums,
      LaggedSums.Shape shape,
      int[] members,
      boolean[] chosen,
      double[] constants,
      boolean centred) {
    return new Fit(sums, shape, members, chosen, constants, centred).solve();
  }

  /** The columns of one programme: group and column of the sums, or a constant. */
  private static final class Fit {
    private final LaggedRow sums;
    private final boolean centred;
    private final int[] position;
    private final int[] group;
    private final int[] column;
    private final double[] constant;
    private final int layout;
    private final int p;
    private boolean gaps;

    Fit(
        LaggedRow sums,
        LaggedSums.Shape shape,
        int[] members,
        boolean[] chosen,
        double[] constants,
        boolean centred) {
      this.sums = sums;
      this.centred = centred;
      int m = members.length;
      int own = shape.ownLag() > 0 ? 1 : 0;
      layout = shape.lags() * m + own + constants.length;
      position = new int[layout];
      group = new int[layout];
      column = new int[layout];
      constant = new double[layout];
      int k = 0;
      for (int l = 0; l < shape.lags(); l++) {
        for (int j = 0; j < m; j++) {
          if (chosen[j]) {
            group[k] = 1 + members[j];
            column[k] = sums.column(group[k], l);
            position[k++] = l * m + j;
          }
        }
      }
      if (own == 1) {
        position[k++] = shape.lags() * m;
      }
      for (int c = 0; c < constants.length; c++) {
        group[k] = -1;
        constant[k] = constants[c];
        position[k++] = shape.lags() * m + own + c;
      }
      p = k;
    }

    SimplexRow solve() {
      double[] gram = gram();
      if (gaps) {
        SemiDefinite.nearest(p, gram);
      }
      SimplexQp qp = new SimplexQp(p);
      double[] linear = new double[p];
      double[] w = new double[p];
      Quadratic quadratic = Quadratic.of(Rows.of(p, gram));
      qp.solveCold(p, quadratic, linear, false, w);
      double[] weights = new double[layout];
      double intercept = 0;
      int positive = 0;
      for (int k = 0; k < p; k++) {
        weights[position[k]] = w[k];
        positive += w[k] > 0 ? 1 : 0;
        intercept += w[k] * ((centred ? meanError(k) : 0) + constant[k]);
      }
      List<int[]> ambiguous =
          Uniqueness.ambiguous(p, quadratic, linear, w).stream().map(this::positions).toList();
      return new SimplexRow(
          weights,
          sums.first(),
          intercept,
          Math.max(0, 2 * qp.objective()),
          sums.targets(),
          positive - (centred ? 0 : 1),
          qp.kktResidual(),
          ambiguous);
    }

    private int[] positions(int[] columns) {
      int[] positions = new int[columns.length];
      for (int k = 0; k < columns.length; k++) {
        positions[k] = position[columns[k]];
      }
      return positions;
    }

    private double[] gram() {
      double[] gram = new double[p * p];
      for (int a = 0; a < p; a++) {
        for (int b = 0; b <= a; b++) {
          double value = moment(a, b);
          gram[a * p + b] = value;
          gram[b * p + a] = value;
        }
      }
      return gram;
    }

    private double moment(int a, int b) {
      double n = sums.targets();
      int pairs = pairs(a, b);
      gaps |= pairs != sums.targets();
      double product = centred ? n * meanError(a) * meanError(b) : 0;
      if (pairs < FEWEST_TOGETHER) {
        return centred ? 0 : n * meanError(a) * meanError(b);
      }
      return sum(a, b) * (n / pairs) - product;
    }

    private int pairs(int a, int b) {
      if (group[a] < 0) {
        return group[b] < 0 ? sums.targets() : sums.pairs(group[b]);
      }
      return group[b] < 0 ? sums.pairs(group[a]) : sums.pairs(group[a], group[b]);
    }

    private double sum(int a, int b) {
      if (group[a] < 0) {
        return group[b] < 0
            ? sums.productOfConstants(constant[a], constant[b])
            : sums.productWithConstant(column[b], constant[a]);
      }
      return group[b] < 0
          ? sums.productWithConstant(column[a], constant[b])
          : sums.product(column[a], column[b]);
    }

    private double meanError(int a) {
      return group[a] < 0
          ? sums.errorOfConstant(constant[a]) / sums.targets()
          : sums.error(column[a]) / Math.max(1, sums.pairs(group[a]));
    }
  }

  /** Symmetric matrices that should have no negative eigenvalue. */
  static final class SemiDefinite {
    private static final double ROUNDING = 1e-12;

    private SemiDefinite() {}

    /**
     * Replaces a matrix by the nearest positive semi-definite one in the Frobenius norm: its
     * negative eigenvalues become 0. Costs p^3 / 3 where it has none, some 10 p^3 where it has.
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
        throw new NotConvergedException(p);
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
}
