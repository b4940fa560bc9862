// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.Distributions;
import java.util.Arrays;

/**
 * Does j's last state predict i beyond i's own past and beyond the crowd? One row i of tests, each
 * a regression with bounded state:
 *
 * <pre>
 *   y_i(t+1) ~ g = [1, filt_i(t), y_i(t), crowd_i(t)],  then  v = filt_j(t)
 *   a = G^-1 gv;  vv' = vv - a.gv;  vy' = vy - a.gy;  yy' = yy - gy.G^-1 gy;  beta = vy'/vv'
 *   t = beta / sqrt( max(yy' - beta vy', 0) / df / vv' ),  df = N - 6,  p = 1 - T_df(t)
 * </pre>
 *
 * filt is the own-history state (the network's would contain y_i's past), crowd the mean of the
 * others' filt. An edge that starts later than its row keeps what the row's sums were then.
 */
final class EdgeTest {
  private static final int CONTROLS = 4;
  private static final int EDGE = CONTROLS + 2;
  private static final int ROW = 1 + CONTROLS * (CONTROLS + 1) / 2 + CONTROLS + 1;
  private static final double COLLINEAR = 1e-11;

  /** Bloggers tested as sources, ascending. */
  int[] sources = {};

  private final double[] row = new double[ROW];
  private double[] edges = {};
  private double[] base = {};
  private final double[] g = new double[CONTROLS];
  private final double[] sums = new double[ROW];
  private final double[] factor = new double[CONTROLS * CONTROLS];
  private final double[] solvedY = new double[CONTROLS];
  private final double[] solvedV = new double[CONTROLS];

  /** Number of value pairs that the row has seen. */
  int count() {
    return (int) row[0];
  }

  /** Sets the tested sources; those that stay keep their sums, new ones start now. */
  void select(int[] chosen) {
    double[] newEdges = new double[chosen.length * EDGE];
    double[] newBase = new double[chosen.length * ROW];
    for (int s = 0; s < chosen.length; s++) {
      int old = Arrays.binarySearch(sources, chosen[s]);
      if (old >= 0) {
        System.arraycopy(edges, old * EDGE, newEdges, s * EDGE, EDGE);
        System.arraycopy(base, old * ROW, newBase, s * ROW, ROW);
      } else {
        System.arraycopy(row, 0, newBase, s * ROW, ROW);
      }
    }
    edges = newEdges;
    base = newBase;
    sources = chosen;
  }

  /**
   * Adds one pair of periods.
   *
   * @param target y_i(t+1)
   * @param own filt_i(t)
   * @param last y_i(t), or filt_i(t) when it was missing
   * @param crowd mean filt of the others at t
   * @param bank filt_j(t) of all
   */
  void add(double target, double own, double last, double crowd, OwnHistoryBank bank) {
    g[0] = 1;
    g[1] = own - .5;
    g[2] = last - .5;
    g[3] = crowd - .5;
    double y = target - .5;
    row[0] += 1;
    int at = 1;
    for (int i = 0; i < CONTROLS; i++) {
      for (int j = 0; j <= i; j++) {
        row[at++] += g[i] * g[j];
      }
    }
    for (int i = 0; i < CONTROLS; i++) {
      row[at++] += g[i] * y;
    }
    row[at] += y * y;
    for (int s = 0; s < sources.length; s++) {
      double v = bank.get(sources[s]).filtered - .5;
      int offset = s * EDGE;
      for (int i = 0; i < CONTROLS; i++) {
        edges[offset + i] += g[i] * v;
      }
      edges[offset + CONTROLS] += v * v;
      edges[offset + CONTROLS + 1] += v * y;
    }
  }

  /** Degrees of freedom of a tested edge; not positive means too few pairs. */
  double degrees(int position) {
    return row[0] - base[position * ROW] - 6;
  }

  /** t of the edge at a position among the sources; NaN when it cannot be told. */
  double statistic(int position) {
    double df = degrees(position);
    if (df < 1) {
      return Double.NaN;
    }
    for (int k = 0; k < ROW; k++) {
      sums[k] = row[k] - base[position * ROW + k];
    }
    factorControls();
    int offset = position * EDGE;
    int gy = 1 + CONTROLS * (CONTROLS + 1) / 2;
    System.arraycopy(sums, gy, solvedY, 0, CONTROLS);
    System.arraycopy(edges, offset, solvedV, 0, CONTROLS);
    forward(solvedY);
    forward(solvedV);
    double vv = edges[offset + CONTROLS];
    double vy = edges[offset + CONTROLS + 1];
    double yy = sums[gy + CONTROLS];
    double restV = vv;
    double restVy = vy;
    double restY = yy;
    for (int i = 0; i < CONTROLS; i++) {
      restV -= solvedV[i] * solvedV[i];
      restVy -= solvedV[i] * solvedY[i];
      restY -= solvedY[i] * solvedY[i];
    }
    double scale = sums[0] + vv;
    if (restV <= COLLINEAR * scale || restY <= COLLINEAR * (sums[0] + yy)) {
      return Double.NaN;
    }
    double beta = restVy / restV;
    return beta / Math.sqrt(Math.max(restY - beta * restVy, 0) / df / restV);
  }

  /** One-sided p-value of the edge at a position; NaN when it cannot be told. */
  double pValue(int position) {
    double t = statistic(position);
    return Double.isNaN(t) ? t : Distributions.studentUpperTail(t, degrees(position));
  }

  /** Cholesky of G; a control that the earlier ones determine drops out. */
  private void factorControls() {
    for (int i = 0; i < CONTROLS; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = sums[1 + i * (i + 1) / 2 + j];
        double diagonal = sum;
        for (int k = 0; k < j; k++) {
          sum -= factor[i * CONTROLS + k] * factor[j * CONTROLS + k];
        }
        if (i == j) {
          factor[i * CONTROLS + i] =
              sum > COLLINEAR * (diagonal + sums[0]) ? Math.sqrt(sum) : Double.POSITIVE_INFINITY;
        } else {
          factor[i * CONTROLS + j] = sum / factor[j * CONTROLS + j];
        }
      }
    }
  }

  private void forward(double[] x) {
    for (int i = 0; i < CONTROLS; i++) {
      double sum = x[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i * CONTROLS + k] * x[k];
      }
      x[i] = sum / factor[i * CONTROLS + i];
    }
  }

  void transfer(StateTape tape) {
    sources = tape.indices(sources);
    if (tape.reading()) {
      edges = new double[sources.length * EDGE];
      base = new double[sources.length * ROW];
    }
    tape.values(row);
    tape.values(edges);
    tape.values(base);
  }
}
