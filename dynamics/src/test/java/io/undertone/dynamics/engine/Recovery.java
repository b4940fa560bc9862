// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.solve.Quadratic;
import io.undertone.dynamics.solve.Rows;
import io.undertone.dynamics.solve.SimplexQp;
import java.util.List;

/** How well influence is found, or rightly not found, on simulated audiences. */
final class Recovery {
  private Recovery() {}

  /** Mean off-diagonal error of the engine's W after the whole series. */
  static double engineError(Series series, double[][] truth) {
    try (OnlineEngine engine = series.run(series.periods())) {
      return offDiagonal(EdgeCasesTest.weights(engine), truth);
    }
  }

  static double offDiagonal(double[][] weights, double[][] truth) {
    int n = truth.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum += i == j ? 0 : Math.abs(weights[i][j] - truth[i][j]);
      }
    }
    return sum / (n * (n - 1));
  }

  /** The same of least squares on raw values with the first period as anchor, as in the paper. */
  static double leastSquaresError(Series series, double[][] truth) {
    int n = series.bloggers();
    double[][] weights = new double[n][n];
    double[] z = new double[n + 1];
    SimplexQp qp = new SimplexQp(n + 1);
    for (int i = 0; i < n; i++) {
      double[] gram = new double[(n + 1) * (n + 1)];
      double[] moments = new double[n + 1];
      for (int t = 1; t < series.periods(); t++) {
        System.arraycopy(series.y()[t - 1], 0, z, 0, n);
        z[n] = series.y()[0][i];
        for (int a = 0; a <= n; a++) {
          moments[a] += z[a] * series.y()[t][i];
          for (int b = 0; b <= n; b++) {
            gram[a * (n + 1) + b] += z[a] * z[b];
          }
        }
      }
      double[] w = new double[n + 1];
      qp.solve(n + 1, Quadratic.of(Rows.of(n + 1, gram)), moments, false, w);
      System.arraycopy(w, 0, weights[i], 0, n);
    }
    return offDiagonal(weights, truth);
  }

  /** Correlation of the off-diagonal weights with the truth. */
  static double correlation(List<double[]> pairs) {
    double n = pairs.size();
    double a = 0;
    double b = 0;
    double aa = 0;
    double bb = 0;
    double ab = 0;
    for (double[] pair : pairs) {
      a += pair[0];
      b += pair[1];
      aa += pair[0] * pair[0];
      bb += pair[1] * pair[1];
      ab += pair[0] * pair[1];
    }
    return (ab - a * b / n) / Math.sqrt((aa - a * a / n) * (bb - b * b / n));
  }

  static void collect(Simulation simulation, List<double[]> pairs) {
    try (OnlineEngine engine = simulation.series().run(simulation.series().periods())) {
      double[][] weights = EdgeCasesTest.weights(engine);
      for (int i = 0; i < weights.length; i++) {
        for (int j = 0; j < weights.length; j++) {
          if (i != j) {
            pairs.add(new double[] {weights[i][j], simulation.truth()[i][j]});
          }
        }
      }
    }
  }

  /** Number of edges between different bloggers at a level. */
  static long claimed(OnlineEngine engine, ClaimLevel level) {
    return engine.influences().stream()
        .filter(e -> e.source() != e.target() && e.level() == level)
        .count();
  }

  /** Hits of the issued 80 and 95 % intervals and their number. */
  static int[] coverage(Series series) {
    int[] hits = new int[3];
    try (OnlineEngine engine = series.newEngine()) {
      for (int t = 0; t < series.periods(); t++) {
        ForecastPath issued = t > 0 ? engine.forecast(1) : null;
        for (int i = 0; issued != null && i < series.bloggers(); i++) {
          if (!Double.isNaN(series.y()[t][i])) {
            double error = Math.abs(series.y()[t][i] - issued.means()[0][i]);
            hits[0] += error <= issued.half80(0, i) ? 1 : 0;
            hits[1] += error <= issued.half95(0, i) ? 1 : 0;
            hits[2]++;
          }
        }
        series.feed(engine, t);
      }
    }
    return hits;
  }
}
