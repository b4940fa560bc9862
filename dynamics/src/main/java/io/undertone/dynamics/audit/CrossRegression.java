// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.solve.Quadratic;
import io.undertone.dynamics.solve.SimplexQp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Least squares of x_i(t) on the simplex over x_i(t-1), the others' earlier values and the
 * constants 1 and 0, for series in which the others may be displaced in time: what the nulls and
 * the bootstrap refit many times.
 */
final class CrossRegression {
  private final SentimentSeries series;
  private final int n;
  private final SimplexQp qp;
  private final double[][] gram;
  private final double[] moment;
  private final double[] weights;

  CrossRegression(SentimentSeries series) {
    this.series = series;
    n = series.size();
    int p = n + 2;
    qp = new SimplexQp(p);
    gram = new double[p][p];
    moment = new double[p];
    weights = new double[p];
  }

  /** One target and its regressors: x(t-1), 1, 0. */
  record Case(int t, double y, double[] z) {}

  /**
   * Cases of row i.
   *
   * @param source sources[t][j]: the period whose value of j stands in for period t; row i's own
   *     values are never displaced
   */
  List<Case> cases(int i, int[][] source) {
    List<Case> cases = new ArrayList<>();
    for (int t = 1; t < series.length(); t++) {
      double[] z = new double[n + 2];
      boolean complete = series.observed(t, i);
      for (int j = 0; j < n && complete; j++) {
        int s = j == i ? t - 1 : source[t - 1][j];
        complete = series.observed(s, j);
        z[j] = complete ? series.value(s, j) : 0;
      }
      if (complete) {
        z[n] = 1;
        cases.add(new Case(t, series.value(t, i), z));
      }
    }
    return cases;
  }

  /** Periods that stand for themselves. */
  int[][] undisplaced() {
    int[][] source = new int[series.length()][n];
    for (int t = 0; t < source.length; t++) {
      Arrays.fill(source[t], t);
    }
    return source;
  }

  /** Weights on x(t-1), 1, 0; only row i's own value and the constants when {@code ownOnly}. */
  double[] fit(List<Case> cases, int i, boolean ownOnly) {
    int[] columns = ownOnly ? new int[] {i, n, n + 1} : all();
    int p = columns.length;
    for (double[] row : gram) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(moment, 0, p, 0);
    for (Case c : cases) {
      for (int a = 0; a < p; a++) {
        double value = c.z[columns[a]];
        moment[a] += value * c.y;
        for (int b = 0; b < p; b++) {
          gram[a][b] += value * c.z[columns[b]];
        }
      }
    }
    qp.solveCold(p, Quadratic.of(gram), moment, false, weights);
    double[] full = new double[n + 2];
    for (int a = 0; a < p; a++) {
      full[columns[a]] = weights[a];
    }
    return full;
  }

  private int[] all() {
    int[] columns = new int[n + 2];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = j;
    }
    return columns;
  }

  static double squares(List<Case> cases, double[] w) {
    double sum = 0;
    for (Case c : cases) {
      double error = c.y;
      for (int j = 0; j < w.length; j++) {
        error -= w[j] * c.z[j];
      }
      sum += error * error;
    }
    return sum;
  }
}
