// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

/**
 * Expressed and private opinions in full: private y(t+1) = S [diag(W) y(t) + offdiag(W) x(t)] +
 * (I-S) y(0), expressed x(t) = Phi y(t) + (I-Phi) M x(t-1).
 *
 * <p>s_i in [0,1] susceptibility, W row-stochastic, phi_i in [0,1] resilience, M row-stochastic
 * with a zero diagonal, y(0) in [0,1]^n. The reduced model is s w_ii = d_i, s w_ij = (1-d_i) a_ij,
 * M = A, S = I.
 *
 * <p>Source: Ye, Qin, Govaert, Anderson and Cao, Automatica 107 (2019), arXiv:1806.11236.
 *
 * @param hidden y, periods x n; its first row is y(0)
 * @param expressed x, periods x n; its first row is y(0) too
 */
public record ExpressedPrivatePath(double[][] hidden, double[][] expressed) {

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
  public static ExpressedPrivatePath of(
      double[] s, double[][] w, double[] phi, double[][] m, double[] start, int periods) {
    double[][] hidden = new double[periods][];
    double[][] expressed = new double[periods][];
    hidden[0] = start.clone();
    expressed[0] = start.clone();
    for (int t = 1; t < periods; t++) {
      hidden[t] = new double[start.length];
      expressed[t] = new double[start.length];
      for (int i = 0; i < start.length; i++) {
        double others = Dense.dot(w[i], expressed[t - 1]) - w[i][i] * expressed[t - 1][i];
        hidden[t][i] = s[i] * (w[i][i] * hidden[t - 1][i] + others) + (1 - s[i]) * start[i];
        expressed[t][i] = phi[i] * hidden[t][i] + (1 - phi[i]) * Dense.dot(m[i], expressed[t - 1]);
      }
    }
    return new ExpressedPrivatePath(hidden, expressed);
  }
}
