// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.state.Codec;
import java.util.List;

/**
 * The engine and two forgetting copies of it, judged by their discounted predictive likelihood:
 *
 * <pre>
 *   s &lt;- .985 s + logscore ;   omega = softmax( s_1 + 3, s_.99, s_.96 )
 *   forecast = sum omega mean_c ,  variance = sum omega ( var_c + (mean_c - mean)^2 )     omega of the period before
 * </pre>
 *
 * The prior odds of e^3 favour what was learned from the whole record.
 */
final class Memories {
  private static final double MEMORY = .985;
  private static final double PRIOR = 3;
  private static final double[] FORGETTING = {.99, .96};

  /** The engine: the whole record. */
  final NetworkLayer whole;

  /** The engine first, then the copies. */
  final List<NetworkLayer> all;

  private final double[] scores = new double[1 + FORGETTING.length];
  private final double[] shares = new double[scores.length];

  Memories(RowModel model) {
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
    Softmax.inPlace(shares);
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
  double[][][] forecast(int periods, OwnHistoryBank bank, RowLoop loop) {
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

  void transfer(Codec codec) {
    codec.values(scores);
    weigh();
  }
}
