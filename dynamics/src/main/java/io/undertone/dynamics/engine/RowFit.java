// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.Distributions;
import io.undertone.dynamics.state.Codec;

/**
 * The fitted weights of a row. For each cell (tau, L, r), with u = 1 - r and q = max(Q, 1e-8),
 *
 * <pre>
 *   lam_j = q u^2/tau^2 ;  lam_own = q u^2/(.15 + 1.5 tau)^2
 *   A = [ Hc + diag(lam) + N tz tz'   N u tz ]     b = [ h + N zy tz + lam_own (rho0-r)/u e_own ]
 *       [ N u tz'                     N u^2  ]         [ N u zy                                 ]
 *   v = argmin .5 v'Av - b'v,  v &gt;= 0,  sum v &lt;= 1,     the last entry is the anchor: c0 = u v_anchor
 *   W_ij^(l) = u v_lj ;  d = r + u v_own
 *   share of r in its group = softmax(score),  see {@link CellScore}
 * </pre>
 *
 * and for each cross rung x = argmin over own and lag 1 of the fit to y - off, the anchor's column
 * keeps every forecast in [0,1] and a silent row near its level.
 */
final class RowFit {
  private static final double SMALLEST_Q = 1e-8;
  private static final double CROSS_OWN = .2;

  final RowModel model;
  final int sources;

  /** First weight of each cell in {@link #v}. */
  private final int[] offset;

  /** v by cell, the anchor last. */
  final double[] v;

  /** Share of a cell in its group. */
  final double[] share;

  /** Standard error of d by cell; 0 where d = r. */
  final double[] sd;

  /** Cross rungs: own, then the sources. */
  final double[] cross;

  RowFit(RowModel model, int sources) {
    this.model = model;
    this.sources = sources;
    int cells = model.cells();
    offset = new int[cells + 1];
    share = new double[cells];
    sd = new double[cells];
    int grid = model.grid.length;
    for (int cell = 0; cell < cells; cell++) {
      offset[cell + 1] = offset[cell] + model.weights(cell / grid, sources) + 1;
    }
    v = new double[offset[cells]];
    cross = new double[RowModel.CROSS.length * (1 + sources)];
    for (int cell = 0; cell < cells; cell++) {
      double r = model.grid[cell % grid];
      boolean alone = model.tau[cell / grid] == 0;
      share[cell] = alone ? (r == 0 ? 1 : 0) : 1.0 / grid;
      v[offset[cell]] = (Math.max(.5, r) - r) / (1 - r);
    }
    for (int k = 0; k < RowModel.CROSS.length; k++) {
      cross[k * (1 + sources)] = .5;
    }
  }

  /** Position of a cell's own weight in v. */
  int first(int cell) {
    return offset[cell];
  }

  /** d = r + u v_own of a cell. */
  double own(int cell) {
    double r = model.grid[cell % model.grid.length];
    return r + (1 - r) * v[offset[cell]];
  }

  /**
   * Fits all cells to the sums.
   *
   * @param processVariance Q
   * @param values qn, discounted number of values
   * @param persistence rho0: own weight to shrink to
   * @param top log of the largest plausible standard deviation of the private movement
   */
  void solve(
      RowSums sums,
      double processVariance,
      double values,
      double persistence,
      double top,
      RowWorkspace ws) {
    double q = Math.max(processVariance, SMALLEST_Q);
    PrivateMoments moments = ws.moments;
    CellScore score = ws.score;
    for (int k = 0; k < model.grid.length; k++) {
      double r = model.grid[k];
      moments.of(sums, 1 + model.depth() * sources, sources, r);
      int built = -1;
      for (int g = 0; g < model.groups(); g++) {
        if (share[g * model.grid.length + k] == 0 && model.tau[g] == 0) {
          continue;
        }
        int m = model.weights(g, sources);
        if (m != built) {
          assemble(moments, m, sums.n, ws);
          built = m;
        }
        cell(g, k, q, persistence, sums.n, ws);
        score.of(moments, q, values, persistence, top, sums, ws.solution, m, ws.ridge);
        sd[g * model.grid.length + k] = score.standardError;
        ws.scores[g * model.grid.length + k] = score.value;
      }
    }
    share(ws.scores);
    solveCross(sums, q, ws);
  }

  private static void assemble(PrivateMoments moments, int m, double n, RowWorkspace ws) {
    double u = 1 - moments.r;
    double[][] a = ws.quadratic;
    double[] b = ws.base;
    for (int i = 0; i < m; i++) {
      double scaled = n * moments.tz[i];
      plusProduct(moments.hc[i], n, moments.tz[i], moments.tz, a[i], m);
      a[i][m] = scaled * u;
      a[m][i] = scaled * u;
      b[i] = moments.h[i] + scaled * moments.zy;
      ws.diagonal[i] = a[i][i];
    }
    a[m][m] = n * u * u;
    b[m] = n * u * moments.zy;
  }

  /** x + n (t y), which is symmetric to the bit in t and y. */
  private static void plusProduct(
      double[] x, double n, double t, double[] y, double[] result, int length) {
    for (int j = 0; j < length; j++) {
      result[j] = x[j] + n * (t * y[j]);
    }
  }

  private void cell(int g, int k, double q, double persistence, double n, RowWorkspace ws) {
    double r = model.grid[k];
    double u = 1 - r;
    double tau = model.tau[g];
    int m = model.weights(g, sources);
    double width = .15 + 1.5 * tau;
    double own = q * u * u / (width * width);
    double others = tau > 0 ? q * u * u / (tau * tau) : 0;
    for (int i = 0; i < m; i++) {
      ws.ridge[i] = i == 0 ? own : others;
      ws.quadratic[i][i] = ws.diagonal[i] + ws.ridge[i];
    }
    System.arraycopy(ws.base, 0, ws.linear, 0, m + 1);
    ws.linear[0] += own / u * (persistence - r);
    int from = offset[g * model.grid.length + k];
    System.arraycopy(v, from, ws.solution, 0, m + 1);
    ws.solver.solve(m + 1, ws.programme, ws.linear, true, ws.solution);
    System.arraycopy(ws.solution, 0, v, from, m + 1);
  }

  private void share(double[] scores) {
    int grid = model.grid.length;
    for (int g = 0; g < model.groups(); g++) {
      if (model.tau[g] > 0) {
        System.arraycopy(scores, g * grid, share, g * grid, grid);
        Distributions.softmax(share, g * grid, grid);
      }
    }
  }

  private void solveCross(RowSums sums, double q, RowWorkspace ws) {
    int m = 1 + sources;
    double own = q / (CROSS_OWN * CROSS_OWN);
    for (int i = 0; i < m; i++) {
      System.arraycopy(sums.c[i], 0, ws.quadratic[i], 0, m);
      ws.diagonal[i] = sums.c[i][i];
    }
    System.arraycopy(sums.c2, 0, ws.linear, 0, m);
    ws.linear[0] += own * .5;
    for (int k = 0; k < RowModel.CROSS.length; k++) {
      double others = q / (RowModel.CROSS[k] * RowModel.CROSS[k]);
      for (int i = 0; i < m; i++) {
        ws.quadratic[i][i] = ws.diagonal[i] + (i == 0 ? own : others);
      }
      System.arraycopy(cross, k * m, ws.solution, 0, m);
      ws.solver.solve(m, ws.programme, ws.linear, true, ws.solution);
      System.arraycopy(ws.solution, 0, cross, k * m, m);
    }
  }

  /**
   * The same fit with other sources, as a start for the next solve.
   *
   * @param from position of each new source among the present ones; -1 for a new one
   */
  RowFit select(RowModel other, int[] from) {
    RowFit chosen = new RowFit(other, from.length);
    for (int g = 0; g < model.groups(); g++) {
      for (int k = 0; k < other.grid.length; k++) {
        int here = offset[g * model.grid.length + k];
        int there = chosen.offset[g * other.grid.length + k];
        chosen.v[there] = v[here];
        for (int l = 0; l < model.lags[g]; l++) {
          for (int j = 0; j < from.length; j++) {
            chosen.v[there + 1 + l * from.length + j] =
                from[j] < 0 ? 0 : v[here + 1 + l * sources + from[j]];
          }
        }
        chosen.v[there + other.weights(g, from.length)] = v[here + model.weights(g, sources)];
        chosen.sd[g * other.grid.length + k] = sd[g * model.grid.length + k];
        boolean same = other.grid.length == model.grid.length;
        if (same) {
          chosen.share[g * other.grid.length + k] = share[g * model.grid.length + k];
        }
      }
    }
    for (int k = 0; k < RowModel.CROSS.length; k++) {
      chosen.cross[k * (1 + from.length)] = cross[k * (1 + sources)];
      for (int j = 0; j < from.length; j++) {
        chosen.cross[k * (1 + from.length) + 1 + j] =
            from[j] < 0 ? 0 : cross[k * (1 + sources) + 1 + from[j]];
      }
    }
    return chosen;
  }

  void transfer(Codec codec) {
    codec.values(v);
    codec.values(share);
    codec.values(sd);
    codec.values(cross);
  }
}
