// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.Arrays;

/**
 * One row of the network: what blogger i takes from the states of the others,
 *
 * <pre>
 *   x_i(t+1) = ybar_i + sum_p w_p (z_p(t) - zbar_p) + noise of variance Q,   w &gt;= 0,  sum w &lt;= 1
 * </pre>
 *
 * z stacks the filtered states of the row's sources at lags 0..L-1, lag-major. The row keeps the
 * centred sums C = sum dd', c1 = sum (y-ybar) d and c2 = sum (y - own-history forecast + ...) d,
 * forgets them by f, and solves one capped simplex QP per rung of a ladder of prior strengths: four
 * networks and four small corrections to the own-history forecast ("cross"). Rungs are weighted by
 * discounted predictive likelihood, as is the own-history forecast itself (rung 0).
 */
final class NetworkRow {
  static final int RUNGS = 9;
  private static final int STRENGTHS = 4;
  private static final double[] NETWORK_TAU = {0, .05, .15, .5};
  private static final double[] CROSS_TAU = {.02, .05, .15, .4};
  private static final double OWN_START = .5;
  private static final double RUNG_MEMORY = .98;

  private final int lags;
  private final double forgetting;

  /** Bloggers whose states are the regressors, ascending; the row's own among them. */
  int[] sources;

  private int own;
  private double[] zbar = {};
  private double[] c = {};
  private double[] c1 = {};
  private double[] c2 = {};
  private double[] network = {};
  private double[] cross = {};
  private double effectiveN;
  private double ybar;
  private double y2bar;
  private double q;
  private double qs;
  private double qn;
  private double a = 4;
  private final double[] b = new double[RUNGS];
  final double[] logLikelihood = new double[RUNGS];
  final double[] rungWeights = new double[RUNGS];

  /** Filtered state and its variance after the last update; the layer moves them on. */
  double nextState;

  double nextVariance;

  /** Retrospective forecast of the last period: it knew that period's own R. */
  double retrospectiveMean;

  double retrospectiveVariance;

  /** Log density that the network alone gave the last value; 0 when that was missing. */
  double networkScore;

  /** Mean the network alone gave the last value. */
  double networkMean;

  /** An empty row, to be filled from a tape. */
  NetworkRow(int lags, double forgetting) {
    this.lags = lags;
    this.forgetting = forgetting;
    sources = new int[0];
    Arrays.fill(b, a);
    Arrays.fill(rungWeights, 1.0 / RUNGS);
  }

  /** A row that starts at its first state; the history holds it at every lag. */
  static NetworkRow start(
      int blogger, int[] sources, double[][] history, double forgetting, double q0) {
    NetworkRow row = new NetworkRow(history.length, forgetting);
    row.select(blogger, sources, history);
    row.network = new double[STRENGTHS * row.zbar.length];
    row.cross = new double[STRENGTHS * row.zbar.length];
    for (int r = 0; r < STRENGTHS; r++) {
      row.network[r * row.zbar.length + row.own] = OWN_START;
      row.cross[r * row.zbar.length + row.own] = OWN_START;
    }
    row.ybar = history[0][blogger];
    row.q = q0 + 1e-8;
    return row;
  }

  /** Number of regressors: sources times lags. */
  int columns() {
    return zbar.length;
  }

  /** Position of the row's own state at lag 0 among the regressors. */
  int own() {
    return own;
  }

  double processVariance() {
    return q;
  }

  /**
   * Changes the sources. A regressor that stays keeps its sums; a new one starts with zero sums and
   * its present state as its mean.
   */
  void select(int blogger, int[] chosen, double[][] history) {
    int k = chosen.length;
    int p = k * lags;
    int[] from = new int[p];
    double[] mean = new double[p];
    for (int l = 0; l < lags; l++) {
      for (int s = 0; s < k; s++) {
        int old = Arrays.binarySearch(sources, chosen[s]);
        from[l * k + s] = old < 0 ? -1 : l * sources.length + old;
        mean[l * k + s] = old < 0 ? history[l][chosen[s]] : zbar[l * sources.length + old];
      }
    }
    int before = zbar.length;
    double[] sums = new double[p * p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        sums[i * p + j] = from[i] < 0 || from[j] < 0 ? 0 : c[from[i] * before + from[j]];
      }
    }
    c = sums;
    c1 = take(c1, from, 1);
    c2 = take(c2, from, 1);
    network = take(network, from, STRENGTHS);
    cross = take(cross, from, STRENGTHS);
    zbar = mean;
    sources = chosen;
    own = Arrays.binarySearch(chosen, blogger);
  }

  private static double[] take(double[] values, int[] from, int rows) {
    int before = values.length / rows;
    double[] taken = new double[rows * from.length];
    for (int r = 0; r < rows && before > 0; r++) {
      for (int j = 0; j < from.length; j++) {
        taken[r * from.length + j] = from[j] < 0 ? 0 : values[r * before + from[j]];
      }
    }
    return taken;
  }

  /**
   * Fills the workspace with the prediction of the next value.
   *
   * @param history states at lags 0..L-1, each indexed by blogger
   * @param stateVariance P by blogger
   * @param bankMean own-history forecast
   * @param bankVariance its variance, sampling variance included
   * @param noise R', sampling variance of the value
   */
  void predict(
      double[][] history,
      double[] stateVariance,
      double bankMean,
      double bankVariance,
      double noise,
      RowWorkspace ws) {
    int p = zbar.length;
    ws.reserve(p);
    deviations(history, ws.deviation);
    double networkMass = networkMass();
    ws.forecasts[0] = bankMean;
    ws.variances[0] = bankVariance;
    double net = 0;
    for (int r = 0; r < STRENGTHS; r++) {
      double prediction = ybar + dot(network, r * p, ws.deviation, p);
      net += rungWeights[1 + r] / networkMass * prediction;
      ws.forecasts[1 + r] = prediction;
      ws.forecasts[1 + STRENGTHS + r] =
          bankMean - OWN_START * ws.deviation[own] + dot(cross, r * p, ws.deviation, p);
      ws.variances[1 + STRENGTHS + r] = bankVariance;
    }
    weights(ws.average);
    ws.net = net;
    ws.passedOn = 0;
    for (int j = 0; j < p; j++) {
      ws.passedOn += ws.average[j] * ws.average[j] * stateVariance[sources[j % sources.length]];
    }
    ws.stateVariance = ws.passedOn + q + q / Math.max(effectiveN, .5);
    ws.netVariance = ws.stateVariance + noise;
    Arrays.fill(ws.variances, 1, 1 + STRENGTHS, ws.netVariance);
    mix(ws);
  }

  private void mix(RowWorkspace ws) {
    ws.mean = 0;
    for (int r = 0; r < RUNGS; r++) {
      ws.mean += rungWeights[r] * ws.forecasts[r];
    }
    ws.variance = 0;
    for (int r = 0; r < RUNGS; r++) {
      double off = ws.forecasts[r] - ws.mean;
      ws.variance += rungWeights[r] * (ws.variances[r] * b[r] / (a - 1) + off * off);
    }
  }

  private void deviations(double[][] history, double[] d) {
    int k = sources.length;
    for (int l = 0; l < lags; l++) {
      for (int s = 0; s < k; s++) {
        d[l * k + s] = history[l][sources[s]] - zbar[l * k + s];
      }
    }
  }

  /** Learns y, or passes over a missing one, after {@link #predict} has filled the workspace. */
  void update(boolean observed, double y, double noise, OwnHistory past, RowWorkspace ws) {
    retrospectiveMean = ws.mean;
    retrospectiveVariance = ws.variance;
    networkMean = ws.net;
    networkScore = 0;
    double gain = 0;
    nextState = ws.net;
    nextVariance = ws.stateVariance;
    qs *= forgetting;
    qn *= forgetting;
    if (observed) {
      learnRungs(y, ws);
      double error = y - ws.net;
      networkScore =
          -.5 * Math.log(2 * Math.PI * ws.netVariance) - .5 * error * error / ws.netVariance;
      double k = ws.stateVariance / ws.netVariance;
      nextState = ws.net + k * error;
      nextVariance = (1 - k) * ws.stateVariance;
      gain = q / Math.max(ws.netVariance, 1e-12);
      qs += Math.min(error * error, 25 * ws.netVariance) - noise - ws.passedOn;
      qn += 1;
    }
    q = Math.max(1e-7, (8 * past.processVariance + qs) / (8 + qn));
    accumulate(gain, y, past.forecastMean, ws.deviation);
    solve(past.persistence, ws);
  }

  private void learnRungs(double y, RowWorkspace ws) {
    for (int r = 0; r < RUNGS; r++) {
      double error = y - ws.forecasts[r];
      double squared = error * error;
      logLikelihood[r] =
          RUNG_MEMORY * logLikelihood[r]
              + Softmax.logPredictive(squared, ws.variances[r], a, b[r] / a);
      b[r] += .5 * Math.min(squared / ws.variances[r], 25);
    }
    a += .5;
  }

  /** Weighted Welford sums: centred throughout, never raw moments. */
  private void accumulate(double gain, double y, double bankMean, double[] d) {
    effectiveN = forgetting * effectiveN + gain;
    double g = gain > 0 ? gain / effectiveN : 0;
    double factor = gain * (1 - g);
    double dy = gain > 0 ? y - ybar : 0;
    double d2 = gain > 0 ? y - (bankMean - OWN_START * d[own]) - y2bar : 0;
    int p = zbar.length;
    if (factor > 0 || forgetting < 1) {
      for (int i = 0; i < p; i++) {
        double scaled = factor * d[i];
        int row = i * p;
        for (int j = 0; j < p; j++) {
          c[row + j] = forgetting * c[row + j] + scaled * d[j];
        }
        c1[i] = forgetting * c1[i] + scaled * dy;
        c2[i] = forgetting * c2[i] + scaled * d2;
      }
    }
    for (int i = 0; i < p; i++) {
      zbar[i] += g * d[i];
    }
    ybar += g * dy;
    y2bar += g * d2;
  }

  private void solve(double persistence, RowWorkspace ws) {
    int p = zbar.length;
    System.arraycopy(c, 0, ws.quadratic, 0, p * p);
    for (int r = 0; r < STRENGTHS; r++) {
      double tau = Math.max(NETWORK_TAU[r], 1e-4);
      double ownTau = .15 + 1.5 * NETWORK_TAU[r];
      solve(c1, q / (tau * tau), q / (ownTau * ownTau), persistence, network, r, ws);
    }
    for (int r = 0; r < STRENGTHS; r++) {
      double tau = CROSS_TAU[r];
      solve(c2, q / (tau * tau), q / (.2 * .2), OWN_START, cross, r, ws);
    }
  }

  /** w = QP( C + diag(lambda), sums + lambda_own prior e_own ), sum w at most 1. */
  private void solve(
      double[] sums,
      double lambda,
      double lambdaOwn,
      double prior,
      double[] solutions,
      int rung,
      RowWorkspace ws) {
    int p = zbar.length;
    for (int j = 0; j < p; j++) {
      ws.quadratic[j * p + j] = c[j * p + j] + (j == own ? lambdaOwn : lambda);
    }
    System.arraycopy(sums, 0, ws.linear, 0, p);
    ws.linear[own] += lambdaOwn * prior;
    System.arraycopy(solutions, rung * p, ws.solution, 0, p);
    ws.solver.solve(p, ws.quadratic, ws.linear, true, ws.solution);
    System.arraycopy(ws.solution, 0, solutions, rung * p, p);
  }

  private double networkMass() {
    double mass = 0;
    for (int r = 0; r < STRENGTHS; r++) {
      mass += rungWeights[1 + r];
    }
    return Math.max(mass, Double.MIN_NORMAL);
  }

  /** The reported row W: network solutions averaged by their rungs' weights, lag-major. */
  void weights(double[] row) {
    int p = zbar.length;
    double mass = networkMass();
    Arrays.fill(row, 0, p, 0);
    for (int r = 0; r < STRENGTHS; r++) {
      double share = rungWeights[1 + r] / mass;
      for (int j = 0; j < p; j++) {
        row[j] += share * network[r * p + j];
      }
    }
  }

  /** u_i = (ybar - W zbar) / (1 - sum W), the value the row falls back to; NaN when sum W = 1. */
  double anchor(double[] row) {
    double sum = 0;
    double explained = 0;
    for (int j = 0; j < zbar.length; j++) {
      sum += row[j];
      explained += row[j] * zbar[j];
    }
    return 1 - sum > 1e-9 ? (ybar - explained) / (1 - sum) : Double.NaN;
  }

  /** 1 - PI[bank] - PI[network without others]: the evidence that anybody matters. */
  double evidenceOfInfluence() {
    return 1 - rungWeights[0] - rungWeights[1];
  }

  /** Posterior precision C/Q + diag(1/tau^2) and c1/Q + prior, for the edge probabilities. */
  void posterior(double tau, double ownTau, double[] precision, double[] information) {
    int p = zbar.length;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        precision[i * p + j] = c[i * p + j] / q;
      }
      precision[i * p + i] += i == own ? 1 / (ownTau * ownTau) : 1 / (tau * tau);
      information[i] = c1[i] / q;
    }
    information[own] += OWN_START / (ownTau * ownTau);
  }

  private static double dot(double[] weights, int offset, double[] d, int p) {
    double sum = 0;
    for (int j = 0; j < p; j++) {
      sum += weights[offset + j] * d[j];
    }
    return sum;
  }

  void transfer(StateTape tape) {
    sources = tape.indices(sources);
    own = tape.value(own);
    if (tape.reading()) {
      int p = sources.length * lags;
      zbar = new double[p];
      c = new double[p * p];
      c1 = new double[p];
      c2 = new double[p];
      network = new double[STRENGTHS * p];
      cross = new double[STRENGTHS * p];
    }
    for (double[] values : new double[][] {zbar, c, c1, c2, network, cross}) {
      tape.values(values);
    }
    effectiveN = tape.value(effectiveN);
    ybar = tape.value(ybar);
    y2bar = tape.value(y2bar);
    q = tape.value(q);
    qs = tape.value(qs);
    qn = tape.value(qn);
    a = tape.value(a);
    tape.values(b);
    tape.values(logLikelihood);
    tape.values(rungWeights);
  }
}
