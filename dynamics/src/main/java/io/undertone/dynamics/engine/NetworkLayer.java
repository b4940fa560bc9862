// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.network.WhatIf.UncertainRow;
import io.undertone.dynamics.state.Codec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One copy of the network: the rows of all audiences and the filtered states m, P that are their
 * regressors. All rows read the states of the period before (Jacobi), so that rows may be fitted in
 * parallel; sums over rows are taken in index order.
 *
 * <pre>
 *   PI_i = softmax( LL_i + c sum_{j != i} LL_j + prior ) ;  pn_i = softmax over groups of ( LG_i + c sum LG_j + prior )
 *   forecast = PI.f ;  variance = sum PI ( V b/(a-1) + (f - mean)^2 )
 *   logscore = sum over observed i of -.5 ( log S + (y - net)^2/S )
 * </pre>
 */
final class NetworkLayer {
  private static final int HISTORY = RowModel.LAGS + 1;
  private static final double UNKNOWN_VARIANCE = .01;
  private static final double LARGEST_MOVEMENT = .08;

  private RowModel model;
  private final List<NetworkRow> rows = new ArrayList<>();
  private final double[][] history = new double[HISTORY][0];
  private double[] variance = {};
  private double[] earlier = {};
  private double[] nextState = {};
  private double[] nextVariance = {};
  private double[] rowScore = {};

  /** om and off of the last period, by row. */
  double[] weight = {};

  double[] off = {};

  /** Forecast of the last period and its variance with the period's own R. */
  double[] retroMean = {};

  double[] retroVariance = {};

  private final double[] rungTotal;
  private final double[] groupTotal;
  private final double[] groupPrior;
  private double logScore;

  NetworkLayer(RowModel model) {
    this.model = model;
    rungTotal = new double[model.rungs()];
    groupTotal = new double[model.groups()];
    groupPrior = Arrays.copyOfRange(model.prior, 1, 1 + model.groups());
  }

  RowModel model() {
    return model;
  }

  NetworkRow row(int i) {
    return rows.get(i);
  }

  int size() {
    return rows.size();
  }

  /** m_i. */
  double state(int i) {
    return history[0][i];
  }

  double stateVariance(int i) {
    return variance[i];
  }

  /** logscore of the last period. */
  double logScore() {
    return logScore;
  }

  /**
   * Adds rows at the levels of the bank, up to its size.
   *
   * @param chosen model of all rows from now on
   * @param sources of all rows from now on
   */
  void grow(OwnHistoryBank bank, Observation now, RowModel chosen, int[][] sources) {
    model = chosen;
    int before = rows.size();
    int n = bank.size();
    resize(n);
    double[] level = bank.levels();
    double[][] levels = {level, level, level, level};
    for (int i = before; i < n; i++) {
      OwnHistory own = bank.get(i);
      for (double[] past : history) {
        past[i] = level[i];
      }
      boolean heard = before == 0 && now.observed(i);
      variance[i] = heard ? now.variance(i) * Math.min(1, own.noiseScale) : UNKNOWN_VARIANCE;
      earlier[i] = UNKNOWN_VARIANCE;
      NetworkRow row = new NetworkRow(i, model, sources[i]);
      row.q = own.processVariance + 1e-8;
      double[] z = new double[row.sums.p];
      row.regressors(levels, z);
      row.sums.start(level[i], z);
      rows.add(row);
    }
    for (int i = 0; i < before; i++) {
      select(i, model, sources[i], level);
    }
    sumEvidence();
  }

  private void resize(int n) {
    for (int l = 0; l < HISTORY; l++) {
      history[l] = Arrays.copyOf(history[l], n);
    }
    variance = Arrays.copyOf(variance, n);
    earlier = Arrays.copyOf(earlier, n);
    nextState = new double[n];
    nextVariance = new double[n];
    rowScore = new double[n];
    weight = Arrays.copyOf(weight, n);
    off = Arrays.copyOf(off, n);
    retroMean = Arrays.copyOf(retroMean, n);
    retroVariance = Arrays.copyOf(retroVariance, n);
  }

  /** Other sources for one row; new ones have been constant at their level. */
  void select(int i, RowModel chosen, int[] sources, double[] level) {
    NetworkRow row = rows.get(i);
    if (row.model != chosen || !Arrays.equals(row.sources, sources)) {
      rows.set(i, row.select(chosen, sources, level));
    }
  }

  /** Learns one period, after the bank; {@code heard} marks audiences heard for the first time. */
  void observe(OwnHistoryBank bank, Observation now, boolean[] heard, RowLoop loop) {
    double largest = 1e-8;
    for (NetworkRow row : rows) {
      largest = Math.max(largest, row.q);
    }
    double top = Math.max(Math.log(LARGEST_MOVEMENT), .5 * Math.log(largest));
    double[] level = bank.levels();
    loop.forEach(rows.size(), (i, ws) -> update(i, bank.get(i), now, heard, level, top, ws));
    logScore = 0;
    for (double score : rowScore) {
      logScore += score;
    }
    push(heard, level);
    sumEvidence();
  }

  private void update(
      int i,
      OwnHistory own,
      Observation now,
      boolean[] heard,
      double[] level,
      double top,
      RowWorkspace ws) {
    NetworkRow row = rows.get(i);
    double noise = now.observed(i) ? now.variance(i) * Math.min(1, own.noiseScale) : 1;
    weigh(row, ws);
    row.predict(history, variance, own.forecastMean, own.forecastVariance, noise, ws);
    retroMean[i] = ws.mean;
    retroVariance[i] = ws.variance;
    off[i] = ws.off;
    weight[i] = 0;
    rowScore[i] = 0;
    nextState[i] = ws.net;
    nextVariance[i] = ws.stateVariance;
    if (now.observed(i)) {
      double y = now.value(i);
      double error = y - ws.net;
      double gain = ws.stateVariance / ws.netVariance;
      weight[i] = row.q / Math.max(ws.netVariance, 1e-12);
      nextState[i] = ws.net + gain * error;
      nextVariance[i] = (1 - gain) * ws.stateVariance;
      rowScore[i] = -.5 * (Math.log(ws.netVariance) + error * error / ws.netVariance);
      row.learn(y, noise, ws);
    } else {
      row.miss();
    }
    row.estimateMovement(own.processVariance);
    if (heard[i]) {
      row.regressors(new double[][] {level, level, level, level}, ws.z);
      row.sums.start(level[i], ws.z);
      row.evidence.restart();
      nextState[i] = level[i];
      nextVariance[i] = noise;
    } else {
      row.sums.learn(model.memory, weight[i], now.value(i), ws.off, ws.deviation);
    }
    for (int source : row.sources) {
      if (heard[source]) {
        row.restart(source, level[source]);
      }
    }
    row.fit.solve(row.sums, row.q, row.qn, own.persistence, top, ws);
  }

  private void weigh(NetworkRow row, RowWorkspace ws) {
    double borrowing = OwnHistoryBank.borrowing(rows.size());
    OwnHistoryBank.borrowed(row.evidence.rungs, rungTotal, borrowing, model.prior, ws.rungs);
    OwnHistoryBank.borrowed(row.evidence.groups, groupTotal, borrowing, groupPrior, ws.groups);
  }

  private void push(boolean[] heard, double[] level) {
    double[] oldest = history[HISTORY - 1];
    System.arraycopy(history, 0, history, 1, HISTORY - 1);
    history[0] = oldest;
    System.arraycopy(nextState, 0, oldest, 0, oldest.length);
    double[] before = variance;
    variance = nextVariance;
    nextVariance = earlier;
    earlier = before;
    for (int i = 0; i < heard.length; i++) {
      if (heard[i]) {
        for (double[] past : history) {
          past[i] = level[i];
        }
      }
    }
  }

  private void sumEvidence() {
    Arrays.fill(rungTotal, 0);
    Arrays.fill(groupTotal, 0);
    for (NetworkRow row : rows) {
      for (int k = 0; k < rungTotal.length; k++) {
        rungTotal[k] += row.evidence.rungs[k];
      }
      for (int g = 0; g < groupTotal.length; g++) {
        groupTotal[g] += row.evidence.groups[g];
      }
    }
  }

  /** Weights of the rungs of a row: own history, groups, cross. */
  double[] ladder(int i) {
    double[] weights = new double[model.rungs()];
    OwnHistoryBank.borrowed(
        rows.get(i).evidence.rungs,
        rungTotal,
        OwnHistoryBank.borrowing(rows.size()),
        model.prior,
        weights);
    return weights;
  }

  /** Weights of the groups of a row. */
  double[] shares(int i) {
    double[] weights = new double[model.groups()];
    OwnHistoryBank.borrowed(
        rows.get(i).evidence.groups,
        groupTotal,
        OwnHistoryBank.borrowing(rows.size()),
        groupPrior,
        weights);
    return weights;
  }

  /** What a row says of its audience. */
  AudienceReport report(int i, RowWorkspace ws) {
    return RowSummary.of(rows.get(i), shares(i), history, variance, earlier, ws);
  }

  /** The same without phi and private opinion. */
  AudienceReport edges(int i, RowWorkspace ws) {
    return RowSummary.edges(rows.get(i), shares(i), ws);
  }

  /** A row with the joint distribution of its weights. */
  UncertainRow joint(int i, double[] shown, boolean changing, RowWorkspace ws) {
    return RowSummary.joint(rows.get(i), shares(i), shown, changing, ws);
  }

  /** Averaged effective weights of a row, sums over delays by source, then the own weight. */
  double[] weights(int i) {
    NetworkRow row = rows.get(i);
    double[] share = shares(i);
    int k = row.sources.length;
    double[] weights = new double[k + 1];
    for (int cell = 0; cell < model.cells(); cell++) {
      int g = cell / model.grid.length;
      double x = share[g] * row.fit.share[cell];
      weights[k] += x * row.fit.own(cell);
      double scaled = x * (1 - model.grid[cell % model.grid.length]);
      int first = row.fit.first(cell) + 1;
      for (int a = 0; a < model.lags[g] * k; a++) {
        weights[a % k] += scaled * row.fit.v[first + a];
      }
    }
    return weights;
  }

  /**
   * Forecasts 1..periods ahead by iterating the map with every value missing; variances add as in
   * the filter, cross-covariances are not tracked.
   *
   * @return [ahead-1][audience] means, then variances of a value with the expected R; then the same
   *     of the network alone
   */
  double[][][] forecast(int periods, OwnHistoryBank bank, RowLoop loop) {
    int n = rows.size();
    double[][] path = new double[HISTORY][];
    for (int l = 0; l < HISTORY; l++) {
      path[l] = history[l].clone();
    }
    double[] state = variance.clone();
    double[] next = new double[n];
    double[][][] forecasts = new double[4][periods][n];
    for (int h = 0; h < periods; h++) {
      int ahead = h;
      double[] spread = new double[n];
      double[] present = state;
      loop.forEach(
          n,
          (i, ws) -> {
            OwnHistory own = bank.get(i);
            double r = own.expectedR();
            weigh(rows.get(i), ws);
            rows.get(i)
                .predict(
                    path,
                    present,
                    own.mean(ahead),
                    own.variance(ahead, r),
                    r * Math.min(1, own.noiseScale),
                    ws);
            forecasts[0][ahead][i] = ws.mean;
            forecasts[1][ahead][i] = ws.variance;
            forecasts[2][ahead][i] = ws.net;
            forecasts[3][ahead][i] = ws.netVariance;
            next[i] = ws.net;
            spread[i] = ws.stateVariance;
          });
      double[] oldest = path[HISTORY - 1];
      System.arraycopy(path, 0, path, 1, HISTORY - 1);
      path[0] = oldest;
      System.arraycopy(next, 0, oldest, 0, n);
      state = spread;
    }
    return forecasts;
  }

  /** Saves or restores one row; read in index order into a {@link #prepare prepared} layer. */
  void transferRow(int i, Codec codec) {
    int[] sources = codec.indices(codec.reading() ? new int[0] : rows.get(i).sources);
    if (codec.reading()) {
      rows.add(new NetworkRow(i, model, sources));
    }
    rows.get(i).transfer(codec);
    for (double[] past : history) {
      past[i] = codec.value(past[i]);
    }
    variance[i] = codec.value(variance[i]);
    earlier[i] = codec.value(earlier[i]);
  }

  /** Makes room for rows that are to be read. */
  void prepare(RowModel saved, int n) {
    model = saved;
    resize(n);
  }

  /** Every row was read. */
  void ready() {
    sumEvidence();
  }
}
