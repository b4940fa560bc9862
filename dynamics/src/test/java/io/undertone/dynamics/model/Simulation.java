// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;

/** Random continuations of fitted maps, in [0,1]: what would leave it stops at the end. */
final class Simulation {
  private Simulation() {}

  /** Periods x n, with Gaussian innovations of the fitted variance; same seed, same path. */
  static double[][] of(FitOutcome.Fitted fit, int periods, long seed) {
    // neighbouring seeds of Random have related streams
    Random random = new Random(new SplittableRandom(seed).nextLong());
    Dynamics dynamics = fit.dynamics();
    if (dynamics instanceof OnlineEngineModel.EngineDynamics engine) {
      return path(engine.map(), periods, random);
    }
    return dynamics instanceof Baseline.LevelDynamics level
        ? path(level, periods, random)
        : path((LinearDynamics) dynamics, periods, random);
  }

  private static double[][] path(Baseline.LevelDynamics level, int periods, Random random) {
    double[] mean = level.level().clone();
    double[][] path = new double[periods][mean.length];
    for (double[] x : path) {
      for (int i = 0; i < mean.length; i++) {
        double expected = Dynamics.inRange(mean[i]);
        double e = Math.sqrt(level.variance()[i]) * random.nextGaussian();
        x[i] = Dynamics.inRange(expected + e);
        double back = level.decay()[i] * (expected - level.anchor()[i]);
        mean[i] = level.anchor()[i] + back + level.gain()[i] * (x[i] - expected);
      }
    }
    return path;
  }

  private static double[][] path(LinearDynamics map, int periods, Random random) {
    double[][] path = new double[periods][];
    double[] z = map.state();
    int n = map.variance().length;
    for (int t = 0; t < periods; t++) {
      double[] next = map.constant().clone();
      for (int r = 0; r < next.length; r++) {
        for (int k = 0; k < z.length; k++) {
          next[r] += map.map()[r][k] * z[k];
        }
      }
      z = next;
      for (int j = 0; j < n; j++) {
        double e = Math.sqrt(map.variance()[j]) * random.nextGaussian();
        e = Dynamics.inRange(z[j] + e) - z[j];
        for (int r = 0; r < z.length; r++) {
          z[r] += map.noise()[r][j] * e;
        }
      }
      path[t] = Arrays.stream(z, 0, n).map(Dynamics::inRange).toArray();
    }
    return path;
  }
}
