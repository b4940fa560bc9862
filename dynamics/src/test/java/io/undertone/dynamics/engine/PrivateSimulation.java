// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.Random;

/**
 * Audiences by the expressed-private model: p_t = d p + (1-d) c_t + N(0, .04^2), y_t = phi p_t +
 * (1-phi) c_t + N(0, R), c_t from the others' expressed values one period before.
 */
record PrivateSimulation(Series series, double[][] opinions) {
  static PrivateSimulation of(int n, int periods, double phi, double noise, long seed) {
    Random random = new Random(seed);
    double[][] listening = new double[n][n];
    for (int i = 0; i < n; i++) {
      int first = (i + 1 + random.nextInt(n - 1)) % n;
      int second = (i + 1 + random.nextInt(n - 1)) % n;
      listening[i][first] += .6;
      listening[i][second] += .4;
    }
    double[][] p = new double[periods][n];
    double[][] x = new double[periods][n];
    for (int i = 0; i < n; i++) {
      p[0][i] = .4 + .2 * random.nextDouble();
      x[0][i] = p[0][i];
    }
    for (int t = 1; t < periods; t++) {
      for (int i = 0; i < n; i++) {
        double c = 0;
        for (int j = 0; j < n; j++) {
          c += listening[i][j] * x[t - 1][j];
        }
        p[t][i] = .6 * p[t - 1][i] + .4 * c + .04 * random.nextGaussian();
        x[t][i] = phi * p[t][i] + (1 - phi) * c;
      }
    }
    return new PrivateSimulation(Simulation.measured(x, noise, random), p);
  }
}
