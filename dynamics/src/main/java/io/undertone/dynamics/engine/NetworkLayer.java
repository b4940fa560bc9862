// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One copy of the network filter: a diagonal Kalman filter whose prediction is the network itself,
 * xhat_i(t+1) = anchor_i + sum_j w_ij x_j(t). The filtered states, not the raw values, are the
 * regressors, which takes the errors-in-variables bias out. Copies differ in lags and forgetting.
 */
final class NetworkLayer {
  /** Memory of the evidence that weighs the copies against each other, per period. */
  private static final double SCORE_MEMORY = .985;

  private static final double UNKNOWN_VARIANCE = .01;

  private final int lags;
  private final double forgetting;
  private final List<NetworkRow> rows = new ArrayList<>();
  private final double[] total = new double[NetworkRow.RUNGS];
  private double[][] history;
  private double[] stateVariance = {};
  private double score;

  NetworkLayer(int lags, double forgetting) {
    this.lags = lags;
    this.forgetting = forgetting;
    history = new double[lags][0];
  }

  int lags() {
    return lags;
  }

  NetworkRow row(int blogger) {
    return rows.get(blogger);
  }

  /** m_i: filtered sentiment. */
  double state(int blogger) {
    return history[0][blogger];
  }

  /** P_i: its variance. */
  double stateVariance(int blogger) {
    return stateVariance[blogger];
  }

  /** sum over past periods t of .985^(T-t) sum_i log N(y_i; net_i, S_i). */
  double score() {
    return score;
  }

  /** Learns one period: all rows against the states before it, then all states together. */
  void observe(OwnHistoryBank bank, Observation now, boolean[] active, RowLoop loop) {
    loop.forEach(rows.size(), (i, ws) -> update(i, bank.get(i), now, ws));
    score *= SCORE_MEMORY;
    for (int i = 0; i < rows.size(); i++) {
      score += rows.get(i).networkScore;
      push(i, rows.get(i).nextState);
      stateVariance[i] = rows.get(i).nextVariance;
    }
    reweigh(active);
  }

  private void update(int i, OwnHistory past, Observation now, RowWorkspace ws) {
    NetworkRow row = rows.get(i);
    double noise = now.variance(i, past.expectedR()) * Math.min(1, past.noiseScale);
    row.predict(history, stateVariance, past.forecastMean, past.forecastVariance, noise, ws);
    row.update(now.observed(i), now.value(i), noise, past, ws);
  }

  private void push(int i, double state) {
    for (int l = lags - 1; l > 0; l--) {
      history[l][i] = history[l - 1][i];
    }
    history[0][i] = state;
  }

  /** Starts rows for the bloggers that the bank knows and this layer does not. */
  void join(OwnHistoryBank bank, Observation now, int[][] sources, boolean[] active) {
    int before = rows.size();
    int n = bank.size();
    for (int l = 0; l < lags; l++) {
      history[l] = Arrays.copyOf(history[l], n);
    }
    stateVariance = Arrays.copyOf(stateVariance, n);
    int others = sumEvidence(active);
    for (int i = before; i < n; i++) {
      OwnHistory past = bank.get(i);
      double state = now.observed(i) ? now.value(i) : past.forecastMean;
      for (int l = 0; l < lags; l++) {
        history[l][i] = state;
      }
      stateVariance[i] =
          now.observed(i) ? now.variance(i, 0) * Math.min(1, past.noiseScale) : UNKNOWN_VARIANCE;
    }
    for (int i = before; i < n; i++) {
      OwnHistory past = bank.get(i);
      NetworkRow row = NetworkRow.start(i, sources[i], history, forgetting, past.processVariance);
      row.retrospectiveMean = past.forecastMean;
      row.retrospectiveVariance = past.forecastVariance;
      row.networkMean = past.forecastMean;
      for (int r = 0; r < total.length && others > 0; r++) {
        row.logLikelihood[r] = total[r] / others;
      }
      rows.add(row);
    }
    reweigh(active);
  }

  void select(int blogger, int[] sources) {
    if (!Arrays.equals(rows.get(blogger).sources, sources)) {
      rows.get(blogger).select(blogger, sources, history);
    }
  }

  private void reweigh(boolean[] active) {
    double borrowing = Softmax.borrowing(sumEvidence(active));
    for (int i = 0; i < rows.size(); i++) {
      if (active[i]) {
        NetworkRow row = rows.get(i);
        Softmax.borrowed(row.logLikelihood, total, borrowing, row.rungWeights);
      }
    }
  }

  private int sumEvidence(boolean[] active) {
    Arrays.fill(total, 0);
    int count = 0;
    for (int i = 0; i < rows.size(); i++) {
      if (active[i]) {
        count++;
        double[] evidence = rows.get(i).logLikelihood;
        for (int r = 0; r < total.length; r++) {
          total[r] += evidence[r];
        }
      }
    }
    return count;
  }

  /**
   * Forecasts 1..periods ahead by iterating the map with every value missing; variances add as in
   * the filter, cross-covariances are not tracked.
   *
   * @return [ahead-1][blogger] means, then variances of a value with the expected R
   */
  double[][][] forecast(int periods, OwnHistoryBank bank, RowLoop loop) {
    int n = rows.size();
    double[][] path = new double[lags][];
    for (int l = 0; l < lags; l++) {
      path[l] = history[l].clone();
    }
    double[] variance = stateVariance.clone();
    double[] nextState = new double[n];
    double[] nextVariance = new double[n];
    double[][][] forecasts = new double[2][periods][n];
    for (int h = 0; h < periods; h++) {
      int ahead = h;
      loop.forEach(
          n,
          (i, ws) -> {
            OwnHistory past = bank.get(i);
            double r = past.expectedR();
            rows.get(i)
                .predict(
                    path,
                    variance,
                    past.mean(ahead),
                    past.variance(ahead, r),
                    r * Math.min(1, past.noiseScale),
                    ws);
            forecasts[0][ahead][i] = ws.mean;
            forecasts[1][ahead][i] = ws.variance;
            nextState[i] = ws.net;
            nextVariance[i] = ws.stateVariance;
          });
      for (int l = lags - 1; l > 0; l--) {
        System.arraycopy(path[l - 1], 0, path[l], 0, n);
      }
      System.arraycopy(nextState, 0, path[0], 0, n);
      System.arraycopy(nextVariance, 0, variance, 0, n);
    }
    return forecasts;
  }

  void transferShared(StateTape tape) {
    score = tape.value(score);
  }

  /** Reads or writes one blogger's part; rows are read in index order into an empty layer. */
  void transferRow(int blogger, StateTape tape) {
    if (tape.reading()) {
      rows.add(new NetworkRow(lags, forgetting));
      for (int l = 0; l < lags; l++) {
        history[l] = Arrays.copyOf(history[l], blogger + 1);
      }
      stateVariance = Arrays.copyOf(stateVariance, blogger + 1);
    }
    rows.get(blogger).transfer(tape);
    for (int l = 0; l < lags; l++) {
      history[l][blogger] = tape.value(history[l][blogger]);
    }
    stateVariance[blogger] = tape.value(stateVariance[blogger]);
  }
}
