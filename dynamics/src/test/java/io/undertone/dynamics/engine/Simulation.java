// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.Random;

/**
 * Audiences with known influence: x_i(t+1) = lambda_i sum_j w_ij x_j(t) + (1-lambda_i) u_i + N(0,
 * .04^2), two influencers and self per row, shares uniform on the simplex, lambda uniform on [.7,
 * 1], y = x + N(0, R), R log-normal around noise^2.
 *
 * @param series what is observed
 * @param truth B = diag(lambda) W
 * @param x the states behind it
 */
record Simulation(Series series, double[][] truth, double[][] x) {
  static Simulation network(int n, int periods, double noise, long seed) {
    Random random = new Random(seed);
    double[][] b = influence(n, random);
    double[] anchor = new double[n];
    for (int i = 0; i < n; i++) {
      anchor[i] = .35 + .4 * random.nextDouble();
    }
    double[][] x = new double[periods][];
    double[] state = anchor;
    for (int t = 0; t < 50; t++) {
      state = step(b, anchor, state, random);
    }
    for (int t = 0; t < periods; t++) {
      x[t] = step(b, anchor, t == 0 ? state : x[t - 1], random);
    }
    return new Simulation(measured(x, noise, random), b, x);
  }

  static double[][] influence(int n, Random random) {
    double[][] b = new double[n][n];
    for (int i = 0; i < n; i++) {
      double lambda = .7 + .3 * random.nextDouble();
      double[] shares = new double[3];
      for (int k = 0; k < 3; k++) {
        shares[k] = -Math.log(1 - random.nextDouble());
      }
      double sum = shares[0] + shares[1] + shares[2];
      int first = other(n, i, -1, random);
      int second = other(n, i, first, random);
      b[i][i] = lambda * shares[0] / sum;
      b[i][first] = lambda * shares[1] / sum;
      b[i][second] = lambda * shares[2] / sum;
    }
    return b;
  }

  private static int other(int n, int i, int taken, Random random) {
    int j = random.nextInt(n);
    while (j == i || j == taken) {
      j = random.nextInt(n);
    }
    return j;
  }

  static double[] step(double[][] b, double[] anchor, double[] before, Random random) {
    int n = anchor.length;
    double[] after = new double[n];
    for (int i = 0; i < n; i++) {
      double mass = 0;
      for (int j = 0; j < n; j++) {
        mass += b[i][j];
        after[i] += b[i][j] * before[j];
      }
      after[i] += (1 - mass) * anchor[i] + .04 * random.nextGaussian();
    }
    return after;
  }

  static Series measured(double[][] x, double noise, Random random) {
    double[][] y = new double[x.length][x[0].length];
    double[][] r = new double[x.length][x[0].length];
    for (int t = 0; t < x.length; t++) {
      for (int i = 0; i < y[t].length; i++) {
        r[t][i] = noise * noise * Math.exp(.5 * random.nextGaussian());
        double value = x[t][i] + Math.sqrt(r[t][i]) * random.nextGaussian();
        y[t][i] = Math.max(0, Math.min(1, value));
      }
    }
    return new Series(y, r);
  }

  Series withScaledR(double factor) {
    double[][] scaled = new double[series.periods()][series.bloggers()];
    for (int t = 0; t < scaled.length; t++) {
      for (int i = 0; i < scaled[t].length; i++) {
        scaled[t][i] = factor * series.r()[t][i];
      }
    }
    return new Series(series.y(), scaled);
  }
}
