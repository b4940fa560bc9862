// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.solve.Rows;

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
record VarSignature(double[][] b1, double[][] b2, double[] c) {

  /**
   * Of the reduced model: B1 = D + (I - Phi D) A, B2 = -D (I-Phi) A, c = 0.
   *
   * @param d n values in [0,1]
   * @param phi n values in [0,1]
   * @param a n x n, rows on the simplex, zero diagonal
   */
  static VarSignature reduced(double[] d, double[] phi, double[][] a) {
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
  static VarSignature full(double[] s, double[][] w, double[] phi, double[][] m, double[] start) {
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

  /**
   * Expressed and private opinions in full: private y(t+1) = S [diag(W) y(t) + offdiag(W) x(t)] +
   * (I-S) y(0), expressed x(t) = Phi y(t) + (I-Phi) M x(t-1).
   *
   * <p>s_i in [0,1] susceptibility, W row-stochastic, phi_i in [0,1] resilience, M row-stochastic
   * with a zero diagonal, y(0) in [0,1]^n. The reduced model is s w_ii = d_i, s w_ij = (1-d_i)
   * a_ij, M = A, S = I.
   *
   * <p>Source: Ye, Qin, Govaert, Anderson and Cao, Automatica 107 (2019), arXiv:1806.11236.
   *
   * @param hidden y, periods x n; its first row is y(0)
   * @param expressed x, periods x n; its first row is y(0) too
   */
  record ExpressedPrivatePath(double[][] hidden, double[][] expressed) {

    /**
     * The path without noise.
     *
     * @param s n values
     * @param w n x n
     * @param phi n values
     * @param m n x n
     * @param start y(0) = x(0)
     * @param periods rows of the result, at least 1
     */
    static ExpressedPrivatePath of(
        double[] s, double[][] w, double[] phi, double[][] m, double[] start, int periods) {
      double[][] hidden = new double[periods][];
      double[][] expressed = new double[periods][];
      hidden[0] = start.clone();
      expressed[0] = start.clone();
      for (int t = 1; t < periods; t++) {
        hidden[t] = new double[start.length];
        expressed[t] = new double[start.length];
        for (int i = 0; i < start.length; i++) {
          double others = Rows.dot(w[i], expressed[t - 1]) - w[i][i] * expressed[t - 1][i];
          hidden[t][i] = s[i] * (w[i][i] * hidden[t - 1][i] + others) + (1 - s[i]) * start[i];
          expressed[t][i] = phi[i] * hidden[t][i] + (1 - phi[i]) * Rows.dot(m[i], expressed[t - 1]);
        }
      }
      return new ExpressedPrivatePath(hidden, expressed);
    }
  }
}
