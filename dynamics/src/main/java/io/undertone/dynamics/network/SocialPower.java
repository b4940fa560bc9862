// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.network;

import io.undertone.dynamics.network.Components.Component;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Who has the last word.
 *
 * <p>With stubbornness 1 - B 1 somewhere in every closed component, opinions settle at x* = V u for
 * the anchors u:
 *
 * <pre>
 *   V = (I - B)^-1 diag(1 - B 1) ,   power_j = (1/n) sum_i V_ij
 * </pre>
 *
 * It is solved, never inverted. A closed component without any stubbornness has no V; its members
 * settle, if it is aperiodic, at a consensus with weights pi, pi' B = pi', sum pi = 1.
 */
public sealed interface SocialPower {

  /**
   * Opinions settle between the anchors.
   *
   * @param control V, n x n, rows sum to 1: share of j's anchor in i's final opinion
   * @param power mean of the columns, sums to 1
   */
  record Anchored(double[][] control, double[] power) implements SocialPower {
    /** x* = V u. */
    public double[] equilibrium(double[] anchors) {
      double[] x = new double[anchors.length];
      for (int i = 0; i < x.length; i++) {
        for (int j = 0; j < x.length; j++) {
          x[i] += control[i][j] * anchors[j];
        }
      }
      return x;
    }
  }

  /** Some closed components have no stubbornness; these are their consensus weights. */
  record Consensus(List<Group> groups) implements SocialPower {
    public Consensus {
      groups = List.copyOf(groups);
    }
  }

  /**
   * A closed component without stubbornness.
   *
   * @param component its members
   * @param weights pi in the order of the members
   */
  record Group(Component component, double[] weights) {}

  /** Row sums above this count as no stubbornness. */
  double NO_STUBBORNNESS = 1 - 1e-9;

  /**
   * @param b effective one-step weights, n x n, non-negative, row sums at most 1
   */
  static SocialPower of(double[][] b) {
    List<Group> groups =
        Components.of(b).stream()
            .filter(
                c -> c.closed() && c.members().stream().allMatch(i -> sum(b[i]) > NO_STUBBORNNESS))
            .map(c -> new Group(c, consensus(b, c.members())))
            .toList();
    return groups.isEmpty() ? anchored(b) : new Consensus(groups);
  }

  private static Anchored anchored(double[][] b) {
    int n = b.length;
    DMatrixRMaj left = new DMatrixRMaj(n, n);
    DMatrixRMaj right = new DMatrixRMaj(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        left.set(i, j, (i == j ? 1 : 0) - b[i][j]);
      }
      right.set(i, i, Math.max(0, 1 - sum(b[i])));
    }
    DMatrixRMaj control = solve(left, right);
    double[][] v = new double[n][n];
    double[] power = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        v[i][j] = control.get(i, j);
        power[j] += v[i][j] / n;
      }
    }
    return new Anchored(v, power);
  }

  /** (B' - I) pi = 0 with its last equation replaced by sum pi = 1. */
  private static double[] consensus(double[][] b, List<Integer> members) {
    int k = members.size();
    DMatrixRMaj left = new DMatrixRMaj(k, k);
    DMatrixRMaj right = new DMatrixRMaj(k, 1);
    for (int c = 0; c < k; c++) {
      for (int r = 0; r < k - 1; r++) {
        left.set(r, c, b[members.get(c)][members.get(r)] - (r == c ? 1 : 0));
      }
      left.set(k - 1, c, 1);
    }
    right.set(k - 1, 0, 1);
    return solve(left, right).getData();
  }

  private static DMatrixRMaj solve(DMatrixRMaj left, DMatrixRMaj right) {
    DMatrixRMaj solution = new DMatrixRMaj(left.numCols, right.numCols);
    if (!CommonOps_DDRM.solve(left, right, solution)) {
      throw new IllegalStateException(
          "The influence matrix gives a singular system; its rows must be non-negative with sums of at most 1.");
    }
    return solution;
  }

  private static double sum(double[] row) {
    double sum = 0;
    for (double value : row) {
      sum += value;
    }
    return sum;
  }
}
