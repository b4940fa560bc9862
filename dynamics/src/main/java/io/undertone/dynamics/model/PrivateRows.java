// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the expressed-private models share: rows of d, phi and a, put together into a fit. */
final class PrivateRows {
  private static final int NEED = 4;

  private PrivateRows() {}

  /** Fits one row; {@code filled} is the series without gaps. */
  interface RowFit {
    Row fit(SentimentSeries series, double[][] filled, int i);
  }

  /** One blogger's optimum; a over the others. */
  record Row(
      double d,
      double phi,
      double[] a,
      double objective,
      double kktResidual,
      double squaredErrors,
      int targets,
      double lastPrivate,
      double gain,
      List<int[]> ambiguous) {}

  static FitOutcome fit(String model, SentimentSeries series, RowFit rowFit) {
    if (series.size() < 2) {
      return new FitOutcome.Failed(model, "it needs at least two bloggers, since a_ii = 0.");
    }
    double[][] filled = History.filled(series);
    List<Row> rows = new ArrayList<>();
    List<FitOutcome.Direction> ambiguous = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      int seen = History.count(series, i);
      if (seen < NEED) {
        return new FitOutcome.TooFewPeriods(model, seen, NEED);
      }
    }
    for (int i = 0; i < series.size(); i++) {
      Row row = rowFit.fit(series, filled, i);
      rows.add(row);
      for (int[] columns : row.ambiguous) {
        ambiguous.add(direction(series, i, columns));
      }
    }
    return ambiguous.isEmpty()
        ? fitted(model, series, rows)
        : new FitOutcome.NotIdentified(model, ambiguous);
  }

  private static FitOutcome.Direction direction(SentimentSeries series, int i, int[] columns) {
    List<String> names = new ArrayList<>();
    for (int column : columns) {
      names.add(series.bloggers().get(column < i ? column : column + 1));
    }
    return new FitOutcome.Direction(series.bloggers().get(i), names);
  }

  /**
   * @param noise R_t of blogger i for each period of the series
   */
  static PrivateFilter filter(SentimentSeries series, double[][] filled, int i, double[] noise) {
    int first = History.first(series, i);
    int length = series.length() - first;
    double[] targets = new double[length];
    boolean[] observed = new boolean[length];
    double[][] regressors = new double[length - 1][];
    for (int t = 0; t < length; t++) {
      observed[t] = series.observed(first + t, i);
      targets[t] = filled[first + t][i];
      if (t > 0) {
        regressors[t - 1] = without(filled[first + t - 1], i);
      }
    }
    return new PrivateFilter(
        targets, observed, regressors, Arrays.copyOfRange(noise, first, first + length));
  }

  private static double[] without(double[] x, int i) {
    double[] others = new double[x.length - 1];
    System.arraycopy(x, 0, others, 0, i);
    System.arraycopy(x, i + 1, others, i, others.length - i);
    return others;
  }

  private static FitOutcome fitted(String model, SentimentSeries series, List<Row> rows) {
    int n = rows.size();
    double[] squares = new double[n];
    double[] freedom = new double[n];
    double[] d = new double[n];
    double[] phi = new double[n];
    double[] gain = new double[n];
    double[] last = new double[n];
    double[][] a = new double[n][n];
    double objective = 0;
    double kkt = 0;
    int pairs = 0;
    int free = 0;
    for (int i = 0; i < n; i++) {
      Row row = rows.get(i);
      d[i] = row.d;
      phi[i] = row.phi;
      gain[i] = row.gain;
      last[i] = row.lastPrivate;
      for (int k = 0; k < n - 1; k++) {
        a[i][k < i ? k : k + 1] = row.a[k];
      }
      int parameters = 1 + (int) Arrays.stream(row.a).filter(w -> w > 0).count();
      squares[i] = row.squaredErrors;
      freedom[i] = row.targets - parameters;
      objective += row.objective;
      kkt = Math.max(kkt, row.kktResidual);
      pairs += row.targets;
      free += parameters;
    }
    double[] variance = ErrorVariance.of(squares, freedom);
    double[][] influence = influence(a, d);
    LinearDynamics dynamics =
        ExpressedPrivateReduced.dynamics(
            a, d, phi, gain, variance, History.last(series, 1)[0], last);
    Map<String, List<@Nullable Double>> parameters = new LinkedHashMap<>();
    for (int i = 0; i < n; i++) {
      Parameters.set(parameters, "susceptibility", n, i, 1 - d[i]);
      Parameters.set(parameters, "resilience", n, i, phi[i]);
      Parameters.set(parameters, "private", n, i, last[i]);
    }
    return new FitOutcome.Fitted(
        model,
        series.bloggers(),
        objective,
        kkt,
        SimplexRowModel.normalised(a),
        influence,
        SimplexRowModel.previousPeriod(influence),
        parameters,
        dynamics.forecast(1).get(0),
        new FitOutcome.FitStatistics(pairs, free, Math.sqrt(Dense.sum(squares) / pairs), variance),
        dynamics);
  }

  /** D + (I-D) A. */
  private static double[][] influence(double[][] a, double[] d) {
    int n = d.length;
    double[][] influence = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        influence[i][j] = (1 - d[i]) * a[i][j];
      }
      influence[i][i] = d[i];
    }
    return influence;
  }
}
