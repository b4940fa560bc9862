// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.state.Codec;
import java.util.Arrays;

/**
 * One row of the network: what audience i takes from itself and from its sources.
 *
 * <pre>
 *   cell = clip01( w.z + clip( ybar - w.zbar, 0, 1 - sum w ) ) ;  pred_g = sum_r share_gr cell_gr ;  net = sum_g pn_g pred_g
 *   wP = sum wbar^2 P ;  Pp = wP + Q + Q/max(N,.5) ;  S = Pp + R'
 *   seen:     m' = net + Pp/S (y - net) ;  P' = (1 - Pp/S) Pp ;  om = Q/S
 *             qs &lt;- f qs + min((y-net)^2, 25 S) - R' - wP ;  qn &lt;- f qn + 1
 *   missing:  m' = net ;  P' = Pp ;  om = 0 ;  qs &lt;- f qs ;  qn &lt;- f qn
 *   Q = max(1e-7, (8 q0 + qs)/(8 + qn))
 * </pre>
 *
 * w = T v + r e_own are the weights of a cell ({@link RowFit}) on the lagged filtered states z, R'
 * = R min(1, kap). Cost per period about 90 us for six sources.
 */
final class NetworkRow {
  private static final double SMALLEST_Q = 1e-7;
  private static final double PRIOR_VALUES = 8;
  private static final double LARGEST_SURPRISE = 25;

  final int target;
  final RowModel model;

  /** Audiences among the regressors, ascending, without the target. */
  final int[] sources;

  final RowSums sums;
  final RowFit fit;
  final RowEvidence evidence;

  /** Q, and the discounted sums behind it. */
  double q;

  double qs;
  double qn;

  NetworkRow(int target, RowModel model, int[] sources) {
    this(
        target,
        model,
        sources,
        new RowSums(1 + model.blocks() * sources.length),
        new RowFit(model, sources.length),
        new RowEvidence(model));
  }

  private NetworkRow(
      int target, RowModel model, int[] sources, RowSums sums, RowFit fit, RowEvidence evidence) {
    this.target = target;
    this.model = model;
    this.sources = sources;
    this.sums = sums;
    this.fit = fit;
    this.evidence = evidence;
  }

  /** z: own last value, then block by block the sources' values. */
  void regressors(double[][] history, double[] z) {
    z[0] = history[0][target];
    int at = 1;
    for (int l = 0; l < model.blocks(); l++) {
      double[] past = history[l];
      for (int source : sources) {
        z[at++] = past[source];
      }
    }
  }

  /** The regressors' variances: every lag has the present one. */
  private void variances(double[] variance, double[] z) {
    z[0] = variance[target];
    int at = 1;
    for (int l = 0; l < model.blocks(); l++) {
      for (int source : sources) {
        z[at++] = variance[source];
      }
    }
  }

  /**
   * Forecasts the next value; the result is in the workspace, which holds the rungs' weights.
   *
   * @param history filtered states, newest first
   * @param variance P of all
   * @param bankMean forecast by own history
   * @param bankVariance its variance
   * @param noise R'
   */
  void predict(
      double[][] history,
      double[] variance,
      double bankMean,
      double bankVariance,
      double noise,
      RowWorkspace ws) {
    int p = sums.p;
    ws.reserve(Math.max(p, 16));
    regressors(history, ws.z);
    variances(variance, ws.zVariance);
    for (int a = 0; a < p; a++) {
      ws.deviation[a] = ws.z[a] - sums.z[a];
    }
    cells(ws);
    ws.passedOn = 0;
    for (int a = 0; a < p; a++) {
      ws.passedOn += ws.average[a] * ws.average[a] * ws.zVariance[a];
    }
    ws.stateVariance = ws.passedOn + q + q / Math.max(sums.n, .5);
    ws.netVariance = ws.stateVariance + noise;
    ws.off = bankMean - .5 * ws.deviation[0];
    rungs(bankMean, bankVariance, ws);
    evidence.mix(ws);
  }

  /** Predictions of the cells and groups, and the average weights wbar. */
  private void cells(RowWorkspace ws) {
    int grid = model.grid.length;
    int k = sources.length;
    int m = 1 + model.depth() * k;
    Arrays.fill(ws.average, 0, sums.p, 0);
    Arrays.fill(ws.forecasts, 1, 1 + model.groups(), 0);
    for (int c = 0; c < grid; c++) {
      double r = model.grid[c];
      PrivateMoments.transform(ws.z, k, r, ws.seen, m);
      PrivateMoments.transform(sums.z, k, r, ws.mean0, m);
      Arrays.fill(ws.combined, 0, m, 0);
      double ownShare = 0;
      for (int g = 0; g < model.groups(); g++) {
        int cell = g * grid + c;
        double weight = ws.groups[g] * fit.share[cell];
        ws.cells[cell] = cell(cell, model.weights(g, k), r, weight, ws);
        ws.forecasts[1 + g] += fit.share[cell] * ws.cells[cell];
        ownShare += weight;
      }
      addWeights(r, k, m, ownShare, ws);
    }
    ws.net = 0;
    for (int g = 0; g < model.groups(); g++) {
      ws.net += ws.groups[g] * ws.forecasts[1 + g];
    }
  }

  private double cell(int cell, int weights, double r, double share, RowWorkspace ws) {
    int first = fit.first(cell);
    double level = r * ws.z[0];
    double mean = r * sums.z[0];
    double total = 0;
    for (int a = 0; a < weights; a++) {
      double v = fit.v[first + a];
      if (v != 0) {
        level += v * ws.seen[a];
        mean += v * ws.mean0[a];
        total += v;
        ws.combined[a] += share * v;
      }
    }
    double rest = (1 - r) * (1 - total);
    return RowModel.clip(level + RowModel.clip(sums.y - mean, 0, rest));
  }

  /** wbar += T V + r e_own, V the shares' sum of v at one r. */
  private static void addWeights(double r, int k, int m, double share, RowWorkspace ws) {
    ws.average[0] += (1 - r) * ws.combined[0] + r * share;
    for (int a = 1; a < m; a++) {
      ws.average[a] += ws.combined[a];
      if (r > 0) {
        ws.average[a + k] -= r * ws.combined[a];
      }
    }
  }

  private void rungs(double bankMean, double bankVariance, RowWorkspace ws) {
    int groups = model.groups();
    ws.forecasts[0] = bankMean;
    ws.variances[0] = bankVariance;
    for (int g = 1; g <= groups; g++) {
      ws.variances[g] = ws.netVariance;
    }
    int width = 1 + sources.length;
    for (int c = 0; c < RowModel.CROSS.length; c++) {
      double value = ws.off;
      for (int a = 0; a < width; a++) {
        value += fit.cross[c * width + a] * ws.deviation[a];
      }
      ws.forecasts[1 + groups + c] = RowModel.clip(value);
      ws.variances[1 + groups + c] = bankVariance;
    }
  }

  /** What a value says beside the forecast of the last {@link #predict}, noise as there. */
  void learn(double y, double noise, RowWorkspace ws) {
    evidence.compare(model, y, ws);
    evidence.learn(y, ws);
    double error = y - ws.net;
    qs =
        model.memory * qs
            + Math.min(error * error, LARGEST_SURPRISE * ws.netVariance)
            - noise
            - ws.passedOn;
    qn = model.memory * qn + 1;
  }

  void miss() {
    qs *= model.memory;
    qn *= model.memory;
  }

  /** Q from its prior, worth 8 values at own history's q0. */
  void estimateMovement(double prior) {
    q = Math.max(SMALLEST_Q, (PRIOR_VALUES * prior + qs) / (PRIOR_VALUES + qn));
  }

  /** A source is heard for the first time. */
  void restart(int source, double level) {
    int position = Arrays.binarySearch(sources, source);
    if (position >= 0) {
      sums.restart(position, sources.length, level);
    }
  }

  /** The same row with other sources, new ones at constant levels; solve it before it predicts. */
  NetworkRow select(RowModel other, int[] chosen, double[] levels) {
    int[] from = new int[chosen.length];
    int[] columns = new int[1 + other.blocks() * chosen.length];
    for (int j = 0; j < chosen.length; j++) {
      from[j] = Arrays.binarySearch(sources, chosen[j]);
      for (int l = 0; l < other.blocks(); l++) {
        columns[1 + l * chosen.length + j] =
            from[j] < 0 ? -1 - chosen[j] : 1 + l * sources.length + from[j];
      }
      from[j] = Math.max(-1, from[j]);
    }
    boolean same = other.grid.length == model.grid.length;
    NetworkRow row =
        new NetworkRow(
            target,
            other,
            chosen,
            sums.select(columns, levels),
            fit.select(other, from),
            same ? evidence : evidence.select(other));
    row.q = q;
    row.qs = qs;
    row.qn = qn;
    return row;
  }

  void transfer(Codec codec) {
    q = codec.value(q);
    qs = codec.value(qs);
    qn = codec.value(qn);
    sums.transfer(codec);
    fit.transfer(codec);
    evidence.transfer(codec);
  }
}
