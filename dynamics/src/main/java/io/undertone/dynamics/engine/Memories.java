// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.AdaptiveIntervals;
import io.undertone.dynamics.Distributions;
import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import io.undertone.dynamics.state.Codec;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The engine and two forgetting copies of it, judged by their discounted predictive likelihood:
 *
 * <pre>
 *   s &lt;- .985 s + logscore ;   omega = softmax( s_1 + 3, s_.99, s_.96 )
 *   forecast = sum omega mean_c ,  variance = sum omega ( var_c + (mean_c - mean)^2 )     omega of the period before
 * </pre>
 *
 * The prior odds of e^3 favour what was learned from the whole record. The next period's forecast
 * is computed once.
 */
final class Memories {
  private static final double MEMORY = .985;
  private static final double PRIOR = 3;
  private static final double[] FORGETTING = {.99, .96};

  /** Variance of a value anywhere in [0,1]. */
  static final double KNOWS_NOTHING = 1 / 12.0;

  /** The engine: the whole record. */
  final NetworkLayer whole;

  /** The engine first, then the copies. */
  final List<NetworkLayer> all;

  private final OwnHistoryBank bank;
  private final RowLoop loop;
  private double @Nullable [][][] next;
  private final double[] scores = new double[1 + FORGETTING.length];
  private final double[] shares = new double[scores.length];

  Memories(RowModel model, OwnHistoryBank bank, RowLoop loop) {
    this.bank = bank;
    this.loop = loop;
    whole = new NetworkLayer(model);
    all =
        List.of(
            whole,
            new NetworkLayer(RowModel.forgetting(FORGETTING[0])),
            new NetworkLayer(RowModel.forgetting(FORGETTING[1])));
    weigh();
  }

  void learn() {
    for (int c = 0; c < scores.length; c++) {
      scores[c] = MEMORY * scores[c] + all.get(c).logScore();
    }
    weigh();
  }

  private void weigh() {
    System.arraycopy(scores, 0, shares, 0, scores.length);
    shares[0] += PRIOR;
    Distributions.softmax(shares);
  }

  /** omega of the engine and its copies. */
  double share(int copy) {
    return shares[copy];
  }

  /** Memory f of the forgetting copy that predicts best. */
  double likeliestMemory() {
    return FORGETTING[shares[2] > shares[1] ? 1 : 0];
  }

  /** The forgetting copy that predicts best. */
  NetworkLayer likeliestCopy() {
    return all.get(shares[2] > shares[1] ? 2 : 1);
  }

  /** Averaged effective weights of a row, by source, then the own one. */
  double[] weights(int i) {
    double[] mixed = new double[whole.row(i).sources.length + 1];
    for (int c = 0; c < shares.length; c++) {
      double[] each = all.get(c).weights(i);
      for (int j = 0; j < mixed.length; j++) {
        mixed[j] += shares[c] * each[j];
      }
    }
    return mixed;
  }

  /** Forecasts of all copies averaged: [ahead-1][audience] means, then variances. */
  double[][][] forecast(int periods) {
    int n = bank.size();
    double[][][][] each = new double[scores.length][][][];
    for (int c = 0; c < each.length; c++) {
      each[c] = all.get(c).forecast(periods, bank, loop);
    }
    double[][][] mixed = new double[2][periods][n];
    for (int h = 0; h < periods; h++) {
      for (int i = 0; i < n; i++) {
        mix(each, h, i, mixed);
      }
    }
    return mixed;
  }

  private void mix(double[][][][] each, int h, int i, double[][][] mixed) {
    double mean = 0;
    for (int c = 0; c < each.length; c++) {
      mean += shares[c] * each[c][0][h][i];
    }
    double variance = 0;
    for (int c = 0; c < each.length; c++) {
      double off = each[c][0][h][i] - mean;
      variance += shares[c] * (each[c][1][h][i] + off * off);
    }
    mixed[0][h][i] = RowModel.clip(mean);
    mixed[1][h][i] = variance;
  }

  /** A period was learned: what was issued is past. */
  void expire() {
    next = null;
  }

  /** Means of the next period by audience, then variances; not to be changed. */
  double[][] next() {
    double[][][] forecast = next;
    if (forecast == null) {
      forecast = forecast(1);
      next = forecast;
    }
    return new double[][] {forecast[0][0], forecast[1][0]};
  }

  /** Mean that was issued for an audience before it is learned; its own history's for a new one. */
  double issued(int i) {
    double[][][] forecast = next;
    return forecast != null && i < forecast[0][0].length
        ? forecast[0][0][i]
        : bank.get(i).forecastMean;
  }

  /** Forecasts as of the last period, in [0,1]. */
  ForecastPath path(int horizon, int size, AdaptiveIntervals intervals) {
    checked(horizon);
    if (bank.size() == 0) {
      return unknown(horizon, size, intervals);
    }
    if (horizon > 1) {
      return ForecastPath.of(forecast(horizon), intervals);
    }
    double[][] issued = next();
    return ForecastPath.of(new double[][][] {{issued[0]}, {issued[1]}}, intervals);
  }

  /** The same of the network alone, by the whole record. */
  ForecastPath network(int horizon, int size, AdaptiveIntervals intervals) {
    checked(horizon);
    if (bank.size() == 0) {
      return unknown(horizon, size, intervals);
    }
    double[][][] all = whole.forecast(horizon, bank, loop);
    return ForecastPath.of(new double[][][] {all[2], all[3]}, intervals);
  }

  private static void checked(int horizon) {
    if (horizon < 1) {
      throw new IllegalArgumentException(
          "The horizon is " + horizon + " periods; it must be at least 1.");
    }
  }

  /** Before the first value: .5, anywhere in [0,1]. */
  private ForecastPath unknown(int horizon, int size, AdaptiveIntervals intervals) {
    double[][][] nothing = new double[2][horizon][size];
    for (int h = 0; h < horizon; h++) {
      Arrays.fill(nothing[0][h], .5);
      Arrays.fill(nothing[1][h], KNOWS_NOTHING);
    }
    return ForecastPath.of(nothing, intervals);
  }

  void transfer(Codec codec) {
    codec.values(scores);
    weigh();
  }
}
