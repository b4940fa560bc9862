// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.solve.Rows;
import io.undertone.dynamics.solve.SimplexQp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
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

  @Override
  public FitOutcome fit(SentimentSeries series) {
    return PrivateRows.fit(NAME, series, ExpressedPrivateReduced::fitRow);
  }

  private static PrivateRows.Row fitRow(SentimentSeries series, double[][] filled, int i) {
    double[] ones = new double[series.length()];
    Arrays.fill(ones, 1);
    PrivateFilter filter = PrivateRows.filter(series, filled, i, ones);
    int p = series.size() - 1;
    SimplexQp qp = new SimplexQp(p);
    double[] a = new double[p];
    UnitSquareSearch.Point best =
        new UnitSquareSearch(
                (d, phi) -> {
                  filter.run(d, phi);
                  qp.solve(p, filter, filter.linear, false, a);
                  return filter.objective(qp);
                })
            .minimum();
    filter.run(best.x(), best.y());
    qp.solveCold(p, filter, filter.linear, false, a);
    boolean withoutWeights = best.x() > NEARLY_ONE && best.y() > NEARLY_ONE;
    return new PrivateRows.Row(
        best.x(),
        best.y(),
        withoutWeights ? new double[p] : a,
        filter.objective(qp),
        withoutWeights ? 0 : qp.kktResidual(),
        filter.squaredErrors(best.x(), best.y(), 1, a),
        PrivateRows.count(series, i) - 1,
        filter.privateConstant + Rows.dot(a, filter.privateSensitivity()),
        filter.gain,
        withoutWeights ? List.of() : Uniqueness.ambiguous(p, filter, filter.linear, a));
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

  /**
   * Minimum of a function on the unit square: an 11 x 11 grid, then a compass of eight points that
   * shrinks around each of the best local cells, and around the lowest of what it found there until
   * the point is known to 1e-8. A single local start is not safe, since there can be nine of them.
   */
  static final class UnitSquareSearch {
    private static final int GRID = 11;
    private static final int STARTS = 4;
    private static final double STEP = 0.5 / (GRID - 1);
    private static final double COARSE = STEP / 64;
    private static final double RESOLUTION = 1e-8;

    /** A point and its value. */
    record Point(double x, double y, double value) {}

    private final DoubleBinaryOperator function;

    UnitSquareSearch(DoubleBinaryOperator function) {
      this.function = function;
    }

    /** The lowest point found. */
    Point minimum() {
      List<Point> starts = localCells();
      Point best = starts.get(0);
      for (int k = 0; k < Math.min(STARTS, starts.size()); k++) {
        Point refined = zoom(starts.get(k), STEP, COARSE);
        if (refined.value < best.value) {
          best = refined;
        }
      }
      return zoom(best, COARSE, RESOLUTION);
    }

    private List<Point> localCells() {
      Point[][] grid = new Point[GRID][GRID];
      for (int a = 0; a < GRID; a++) {
        for (int b = 0; b < GRID; b++) {
          grid[a][b] = at(a / (GRID - 1.0), b / (GRID - 1.0));
        }
      }
      List<Point> local = new ArrayList<>();
      for (int a = 0; a < GRID; a++) {
        for (int b = 0; b < GRID; b++) {
          if (isLocal(grid, a, b)) {
            local.add(grid[a][b]);
          }
        }
      }
      local.sort(Comparator.comparingDouble(Point::value));
      return local;
    }

    private static boolean isLocal(Point[][] grid, int a, int b) {
      for (int i = Math.max(0, a - 1); i <= Math.min(GRID - 1, a + 1); i++) {
        for (int j = Math.max(0, b - 1); j <= Math.min(GRID - 1, b + 1); j++) {
          if (grid[i][j].value < grid[a][b].value) {
            return false;
          }
        }
      }
      return true;
    }

    /** Moves to the best of the eight neighbours, or halves the step when none is better. */
    private Point zoom(Point start, double first, double last) {
      Point best = start;
      Point before = null;
      double step = first;
      while (step > last) {
        Point centre = best;
        for (int a = -1; a <= 1; a++) {
          for (int b = -1; b <= 1; b++) {
            double x = clip(centre.x + a * step);
            double y = clip(centre.y + b * step);
            if ((x != centre.x || y != centre.y) && !isNear(before, x, y, step)) {
              Point point = at(x, y);
              best = point.value < best.value ? point : best;
            }
          }
        }
        before = best == centre ? null : centre;
        if (best == centre) {
          step *= 0.5;
        }
      }
      return best;
    }

    /** Whether a point is a neighbour of one whose neighbours are known, or that one itself. */
    private static boolean isNear(@Nullable Point known, double x, double y, double step) {
      double reach = 1.5 * step;
      return known != null && Math.abs(x - known.x) < reach && Math.abs(y - known.y) < reach;
    }

    private Point at(double x, double y) {
      return new Point(x, y, function.applyAsDouble(x, y));
    }

    private static double clip(double value) {
      return Math.max(0, Math.min(1, value));
    }
  }
}
