// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.Arrays;
import java.util.List;

/**
 * The copies of the network that run side by side and are judged by their discounted predictive
 * likelihood: memories f = 1, .99 and .96 at lag 1, and three lags with f = 1. The first issues
 * forecasts and claims; the memories together give the reported W, the lagged one the lags.
 */
final class Copies {
  private static final double[] MEMORIES = {1, .99, .96};
  private static final int LAGS = 3;

  /** L = 1, f = 1: the copy that speaks. */
  final NetworkLayer primary;

  /** L = 3, f = 1. */
  final NetworkLayer lagged;

  /** f = 1, .99, .96. */
  final List<NetworkLayer> memories;

  final List<NetworkLayer> all;

  Copies() {
    primary = new NetworkLayer(1, MEMORIES[0]);
    NetworkLayer slow = new NetworkLayer(1, MEMORIES[1]);
    NetworkLayer fast = new NetworkLayer(1, MEMORIES[2]);
    lagged = new NetworkLayer(LAGS, 1);
    memories = List.of(primary, slow, fast);
    all = List.of(primary, slow, fast, lagged);
  }

  /** softmax over memories of sum_t .985^(T-t) sum_i log N(y_i; net_i, S_i). */
  double[] memoryWeights() {
    double[] weights = memories.stream().mapToDouble(NetworkLayer::score).toArray();
    Softmax.inPlace(weights);
    return weights;
  }

  /** Discounted log-likelihood that the best shorter memory gains over the whole past. */
  double gainOfForgetting() {
    return Math.max(memories.get(1).score(), memories.get(2).score()) - primary.score();
  }

  boolean lagsPredictBetter() {
    return lagged.score() > primary.score();
  }

  /** Row i of the reported W, in the order of the primary row's sources. */
  double[] weights(int i) {
    double[] shares = memoryWeights();
    int p = primary.row(i).columns();
    double[] mixed = new double[p];
    double[] row = new double[p];
    for (int m = 0; m < shares.length; m++) {
      memories.get(m).row(i).weights(row);
      for (int j = 0; j < p; j++) {
        mixed[j] += shares[m] * row[j];
      }
    }
    return mixed;
  }

  /** Lag with the largest weight of each of the row's lagged sources; 0 where all are zero. */
  int lag(int i, int source, double[] laggedRow) {
    int[] sources = lagged.row(i).sources;
    int s = Arrays.binarySearch(sources, source);
    int best = 0;
    for (int l = 1; l < LAGS && s >= 0; l++) {
      if (laggedRow[l * sources.length + s] > laggedRow[best * sources.length + s]) {
        best = l;
      }
    }
    return best;
  }
}
