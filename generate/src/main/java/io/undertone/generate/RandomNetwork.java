// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import java.util.Arrays;
import java.util.Random;

/** Random weights: everybody listens to itself and to two others. */
final class RandomNetwork {

  /** Effective weights by lag, [lag][target][source]; row sums over all lags are s_i. */
  record Weights(double[][][] lagged) {}

  private RandomNetwork() {}

  /**
   * @param lags delays 0..lags-1 are drawn for the others; own weight has lag 0
   * @param stubborn whether rows sum to s_i in (0.6, 0.95) instead of 1
   */
  static Weights draw(Random random, int n, int lags, boolean stubborn) {
    double[][][] lagged = new double[lags][n][n];
    for (int i = 0; i < n; i++) {
      double total = stubborn ? .6 + .35 * random.nextDouble() : 1;
      double own = .2 + .3 * random.nextDouble();
      double share = .35 + .3 * random.nextDouble();
      int first = other(random, n, i, i);
      int second = other(random, n, i, first);
      lagged[0][i][i] = total * own;
      lagged[random.nextInt(lags)][i][first] = total * (1 - own) * share;
      lagged[random.nextInt(lags)][i][second] = total * (1 - own) * (1 - share);
    }
    return new Weights(lagged);
  }

  /** Rows on the simplex, zero diagonal, two others each. */
  static double[][] conformity(Random random, int n) {
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      double share = .35 + .3 * random.nextDouble();
      int first = other(random, n, i, i);
      a[i][first] = share;
      a[i][other(random, n, i, first)] = 1 - share;
    }
    return a;
  }

  private static int other(Random random, int n, int self, int taken) {
    int j = random.nextInt(n);
    while (j == self || j == taken) {
      j = random.nextInt(n);
    }
    return j;
  }

  /** pi' = pi' W, by iteration of the lazy chain. */
  static double[] leftEigenvector(double[][] w) {
    int n = w.length;
    double[] pi = new double[n];
    Arrays.fill(pi, 1.0 / n);
    for (int k = 0; k < 5000; k++) {
      double[] next = new double[n];
      for (int i = 0; i < n; i++) {
        next[i] += .5 * pi[i];
        for (int j = 0; j < n; j++) {
          next[j] += .5 * pi[i] * w[i][j];
        }
      }
      pi = next;
    }
    return pi;
  }

  /** How much an innovation of each private opinion moves the final consensus. */
  static double[] privateLevel(double[][] a, double[] d, double[] phi) {
    int n = d.length;
    double[][] map = new double[2 * n][2 * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        map[i][j] = (1 - phi[i] * d[i]) * a[i][j];
        map[n + i][j] = (1 - d[i]) * a[i][j];
      }
      map[i][n + i] = phi[i] * d[i];
      map[n + i][n + i] = d[i];
    }
    double[] both = leftEigenvector(map);
    double[] level = new double[n];
    for (int i = 0; i < n; i++) {
      level[i] = both[n + i] + phi[i] * both[i];
    }
    return level;
  }
}
