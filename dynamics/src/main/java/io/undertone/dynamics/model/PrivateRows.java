// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.model.FitOutcome.LeftOut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
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

  static FitOutcome fit(String model, SentimentSeries all, RowFit rowFit) {
    if (all.size() == 1) {
      return new FitOutcome.Failed(model, FitReason.of(FitReason.Kind.ALONE, "", 0, 0));
    }
    List<LeftOut> leftOut = new ArrayList<>();
    List<Integer> seen = new ArrayList<>();
    int[] members =
        IntStream.range(0, all.size())
            .filter(
                i -> {
                  int count = count(all, i);
                  seen.add(count);
                  if (count < NEED) {
                    leftOut.add(
                        LeftOut.few(
                            FitReason.Kind.TOO_FEW_OWN_PERIODS,
                            all.bloggers().get(i),
                            count,
                            NEED));
                  }
                  return count >= NEED;
                })
            .toArray();
    if (members.length < 2) {
      seen.sort(Comparator.reverseOrder());
      return new FitOutcome.TooFewPeriods(model, seen.isEmpty() ? 0 : seen.get(1), NEED);
    }
    SentimentSeries series = all.only(members);
    double[][] filled = filled(series);
    List<@Nullable Row> rows = new ArrayList<>();
    List<FitOutcome.Direction> ambiguous = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      Row row = rowFit.fit(series, filled, i);
      if (!row.ambiguous.isEmpty()) {
        List<FitOutcome.Direction> directions = new ArrayList<>();
        for (int[] columns : row.ambiguous) {
          directions.add(direction(series, i, columns));
        }
        ambiguous.addAll(directions);
        leftOut.add(LeftOut.traded(directions));
        row = null;
      }
      rows.add(row);
    }
    leftOut.sort(Comparator.comparing(LeftOut::blogger));
    return rows.stream().allMatch(java.util.Objects::isNull)
        ? new FitOutcome.NotIdentified(model, ambiguous)
        : fitted(model, series, rows, leftOut);
  }

  private static FitOutcome.Direction direction(SentimentSeries series, int i, int[] columns) {
    List<FitReason.Term> terms = new ArrayList<>();
    for (int column : columns) {
      String source = series.bloggers().get(column < i ? column : column + 1);
      terms.add(new FitReason.Term(FitReason.TermKind.AUDIENCE, source, 0));
    }
    return new FitOutcome.Direction(series.bloggers().get(i), terms);
  }

  /**
   * @param noise R_t of blogger i for each period of the series
   */
  static PrivateFilter filter(SentimentSeries series, double[][] filled, int i, double[] noise) {
    int first = first(series, i);
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

  private static FitOutcome fitted(
      String model, SentimentSeries series, List<@Nullable Row> rows, List<LeftOut> leftOut) {
    int n = rows.size();
    RowsFit fit = new RowsFit(n);
    double[] d = new double[n];
    double[] phi = new double[n];
    double[] gain = new double[n];
    double[] last = new double[n];
    double[][] a = new double[n][n];
    for (int i = 0; i < n; i++) {
      Row row = rows.get(i);
      if (row == null) {
        continue;
      }
      d[i] = row.d;
      phi[i] = row.phi;
      gain[i] = row.gain;
      last[i] = row.lastPrivate;
      for (int k = 0; k < n - 1; k++) {
        a[i][k < i ? k : k + 1] = row.a[k];
      }
      int free = 1 + (int) Arrays.stream(row.a).filter(w -> w > 0).count();
      fit.add(i, row.objective, row.squaredErrors, row.targets, free, row.kktResidual);
      fit.parameter(i, "susceptibility", 1 - d[i]);
      fit.parameter(i, "resilience", phi[i]);
      fit.parameter(i, "private", last[i]);
    }
    double[][] influence = influence(a, d);
    LinearDynamics dynamics =
        ExpressedPrivateReduced.dynamics(a, d, phi, gain, fit.variance(), last(series), last);
    for (int i = 0; i < n; i++) {
      if (rows.get(i) == null) {
        // an audience whose row is not fitted is taken to stay where it is
        dynamics.map()[i][i] = 1;
      }
    }
    return fit.fitted(
        model,
        series.bloggers(),
        SimplexRowModel.normalised(a),
        influence,
        previousPeriod(influence),
        dynamics.only(fit.fittedRows()),
        dynamics.variance(),
        leftOut);
  }

  /** 0 where there is weight, -1 where there is none. */
  private static int[][] previousPeriod(double[][] influence) {
    int[][] lags = new int[influence.length][influence.length];
    for (int i = 0; i < influence.length; i++) {
      for (int j = 0; j < influence.length; j++) {
        lags[i][j] = influence[i][j] > 0 ? 0 : -1;
      }
    }
    return lags;
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

  /** x(T), gaps filled. */
  private static double[] last(SentimentSeries series) {
    double[] last = new double[series.size()];
    for (int i = 0; i < last.length; i++) {
      last[i] = nearest(series, series.length() - 1, i);
    }
    return last;
  }

  /**
   * All values, T x n; a missing value is the blogger's last observed one before it, or the first
   * one after it, or, for a blogger never seen, 0.5.
   */
  static double[][] filled(SentimentSeries series) {
    double[][] rows = new double[series.length()][series.size()];
    for (int t = 0; t < rows.length; t++) {
      for (int i = 0; i < series.size(); i++) {
        boolean follows = t > 0 && !series.observed(t, i);
        rows[t][i] = follows ? rows[t - 1][i] : nearest(series, t, i);
      }
    }
    return rows;
  }

  private static double nearest(SentimentSeries series, int period, int i) {
    for (int t = period; t >= 0; t--) {
      if (series.observed(t, i)) {
        return series.value(t, i);
      }
    }
    int first = first(series, i);
    return first < series.length() ? series.value(first, i) : 0.5;
  }

  /** Number of observed values of blogger i. */
  static int count(SentimentSeries series, int i) {
    int count = 0;
    for (int t = 0; t < series.length(); t++) {
      count += series.observed(t, i) ? 1 : 0;
    }
    return count;
  }

  /** Index of the first period in which blogger i has a value; T when there is none. */
  static int first(SentimentSeries series, int i) {
    int t = 0;
    while (t < series.length() && !series.observed(t, i)) {
      t++;
    }
    return t;
  }
}
