// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.model.ExpressedPrivate.ExpressedPrivatePath;

/**
 * What an expressed-private model looks like from outside: a vector autoregression of order two,
 *
 * <pre>
 *   x(t+1) = B1 x(t) + B2 x(t-1) + c ,   B2 = -(private self-weight) (I-Phi) M &lt;= 0
 * </pre>
 *
 * M what is conformed to. Second-lag coefficients that are significantly negative support private
 * opinions; none means that French-DeGroot is enough.
 *
 * @param b1 n x n
 * @param b2 n x n, no entry positive
 * @param c n
 * @see io.undertone.dynamics.audit.SecondLagTest
 */
public record VarSignature(double[][] b1, double[][] b2, double[] c) {

  /**
   * Of the reduced model: B1 = D + (I - Phi D) A, B2 = -D (I-Phi) A, c = 0.
   *
   * @param d n values in [0,1]
   * @param phi n values in [0,1]
   * @param a n x n, rows on the simplex, zero diagonal
   */
  public static VarSignature reduced(double[] d, double[] phi, double[][] a) {
    int n = d.length;
    double[][] b1 = new double[n][n];
    double[][] b2 = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        b1[i][j] = (i == j ? d[i] : 0) + (1 - phi[i] * d[i]) * a[i][j];
        b2[i][j] = -d[i] * (1 - phi[i]) * a[i][j];
      }
    }
    return new VarSignature(b1, b2, new double[n]);
  }

  /**
   * Of the full model ({@link ExpressedPrivatePath}): B1 = S diag(W) + Phi S offdiag(W) + (I-Phi)
   * M, B2 = -S diag(W) (I-Phi) M, c = Phi (I-S) y(0).
   *
   * @param s susceptibility, n values in [0,1]
   * @param w n x n, rows on the simplex
   * @param phi resilience, n values in [0,1]
   * @param m n x n, rows on the simplex, zero diagonal
   * @param start private opinions y(0), n
   */
  public static VarSignature full(
      double[] s, double[][] w, double[] phi, double[][] m, double[] start) {
    int n = s.length;
    double[][] b1 = new double[n][n];
    double[][] b2 = new double[n][n];
    double[] c = new double[n];
    for (int i = 0; i < n; i++) {
      double self = s[i] * w[i][i];
      c[i] = phi[i] * (1 - s[i]) * start[i];
      for (int j = 0; j < n; j++) {
        double heard = i == j ? self : phi[i] * s[i] * w[i][j];
        b1[i][j] = heard + (1 - phi[i]) * m[i][j];
        b2[i][j] = -self * (1 - phi[i]) * m[i][j];
      }
    }
    return new VarSignature(b1, b2, c);
  }
}
