// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.solve.SimplexQp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Expressed and private opinions, reduced: private p(t) = D p(t-1) + (I-D) A x(t-1), expressed x(t)
 * = Phi p(t) + (I-Phi) A x(t-1).
 *
 * <p>d_i in [0,1] self-reliance (1 - d_i is the susceptibility), phi_i in [0,1] resilience (1 says
 * what it thinks, 0 only conforms), A row-stochastic with a_ii = 0, p(1) = x(1). Objective: sum_t
 * ||expressed residual||^2 + ||private residual||^2 over d, phi, A and the private path. For fixed
 * (d, phi) it is a convex problem on the simplex in a ({@link PrivateFilter}); the pair is searched
 * on a grid that zooms into the best cells.
 *
 * <p>The objective lacks the log-determinant of the innovation variance and therefore leans to phi
 * = 1 whatever the truth: phi = 1 here is no evidence of sincerity.
 *
 * <p>Source: He, Proskurnikov and Sedakov, arXiv:2511.15303; Ye et al., Automatica 107 (2019).
 */
public final class ExpressedPrivateReduced implements OpinionModel {
  /** Name in tables. */
  public static final String NAME = "expressed-private-reduced";

  private static final int NEED = 4;
  private static final double NEARLY_ONE = 1 - 1e-8;

  @Override
  public ModelCard describe() {
    return new ModelCard(
        NAME,
        "Every audience has a private opinion and says a mixture of it and of what it hears.",
        "p(t) = D p(t-1) + (I-D) A x(t-1), x(t) = Phi p(t) + (I-Phi) A x(t-1)",
        List.of(
            new ModelCard.Parameter("weights", "simplex rows, a_ii = 0", "A"),
            new ModelCard.Parameter("susceptibility", "[0,1]", "1 - d_i"),
            new ModelCard.Parameter("resilience", "[0,1]", "phi_i; leans to 1, see the docs"),
            new ModelCard.Parameter("private", "[0,1]", "p_i(T), the last private opinion")),
        "when no mixture of the others can be traded; phi hardly ever",
        "He, Proskurnikov and Sedakov, arXiv:2511.15303");
  }

  /** One blogger's optimum; a over the others. */
  private record Row(
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

  @Override
  public FitOutcome fit(SentimentSeries series) {
    if (series.size() < 2) {
      return new FitOutcome.Failed(NAME, "it needs at least two bloggers, since a_ii = 0.");
    }
    double[][] filled = History.filled(series);
    List<Row> rows = new ArrayList<>();
    List<FitOutcome.Direction> ambiguous = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      int seen = History.count(series, i);
      if (seen < NEED) {
        return new FitOutcome.TooFewPeriods(NAME, seen, NEED);
      }
    }
    for (int i = 0; i < series.size(); i++) {
      Row row = fitRow(series, filled, i);
      rows.add(row);
      for (int[] columns : row.ambiguous) {
        ambiguous.add(direction(series, i, columns));
      }
    }
    return ambiguous.isEmpty()
        ? fitted(series, rows)
        : new FitOutcome.NotIdentified(NAME, ambiguous);
  }

  private static FitOutcome.Direction direction(SentimentSeries series, int i, int[] columns) {
    List<String> names = new ArrayList<>();
    for (int column : columns) {
      names.add(series.bloggers().get(column < i ? column : column + 1));
    }
    return new FitOutcome.Direction(series.bloggers().get(i), names);
  }

  static PrivateFilter filter(SentimentSeries series, double[][] filled, int i) {
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
    return new PrivateFilter(targets, observed, regressors);
  }

  private static double[] without(double[] x, int i) {
    double[] others = new double[x.length - 1];
    System.arraycopy(x, 0, others, 0, i);
    System.arraycopy(x, i + 1, others, i, others.length - i);
    return others;
  }

  private static Row fitRow(SentimentSeries series, double[][] filled, int i) {
    PrivateFilter filter = filter(series, filled, i);
    int p = series.size() - 1;
    SimplexQp qp = new SimplexQp(p);
    double[] a = new double[p];
    UnitSquareSearch.Point best =
        new UnitSquareSearch(
                (d, phi) -> {
                  filter.run(d, phi);
                  qp.solve(p, filter.quadratic, filter.linear, false, a);
                  return filter.objective(a);
                })
            .minimum();
    filter.run(best.x(), best.y());
    qp.solveCold(p, filter.quadratic, filter.linear, false, a);
    boolean withoutWeights = best.x() > NEARLY_ONE && best.y() > NEARLY_ONE;
    return new Row(
        best.x(),
        best.y(),
        withoutWeights ? new double[p] : a,
        filter.objective(a),
        withoutWeights ? 0 : qp.kktResidual(),
        filter.squaredErrors(best.x(), best.y(), a),
        History.count(series, i) - 1,
        filter.privateConstant + Dense.dot(a, filter.privateSensitivity()),
        filter.gain,
        withoutWeights ? List.of() : Uniqueness.ambiguous(p, filter.quadratic, filter.linear, a));
  }

  private static FitOutcome fitted(SentimentSeries series, List<Row> rows) {
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
    LinearDynamics dynamics = dynamics(a, d, phi, gain, variance, History.last(series, 1)[0], last);
    Map<String, List<@Nullable Double>> parameters = new LinkedHashMap<>();
    for (int i = 0; i < n; i++) {
      Parameters.set(parameters, "susceptibility", n, i, 1 - d[i]);
      Parameters.set(parameters, "resilience", n, i, phi[i]);
      Parameters.set(parameters, "private", n, i, last[i]);
    }
    return new FitOutcome.Fitted(
        NAME,
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

  /**
   * The map of given parameters in innovations form: x' = Phi D p + (I - Phi D) A x + e, p' = D p +
   * (I-D) A x + K e.
   *
   * @param a A, n x n, rows on the simplex
   * @param d n values in [0,1]
   * @param phi n values in [0,1]
   * @param gain K, how far an innovation moves the private opinion, n
   * @param variance of each blogger's innovation, n
   * @param expressed current x, n
   * @param privateOpinion current p, n
   */
  public static LinearDynamics dynamics(
      double[][] a,
      double[] d,
      double[] phi,
      double[] gain,
      double[] variance,
      double[] expressed,
      double[] privateOpinion) {
    int n = d.length;
    double[][] map = new double[2 * n][2 * n];
    double[][] noise = new double[2 * n][n];
    double[] state = Arrays.copyOf(expressed, 2 * n);
    System.arraycopy(privateOpinion, 0, state, n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        map[i][j] = (1 - phi[i] * d[i]) * a[i][j];
        map[n + i][j] = (1 - d[i]) * a[i][j];
      }
      map[i][n + i] = phi[i] * d[i];
      map[n + i][n + i] = d[i];
      noise[i][i] = 1;
      noise[n + i][i] = gain[i];
    }
    return new LinearDynamics(map, new double[2 * n], noise, variance, state);
  }
}
