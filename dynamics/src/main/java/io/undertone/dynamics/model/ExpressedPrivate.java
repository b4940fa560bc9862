// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.solve.Rows;
import io.undertone.dynamics.solve.SimplexQp;
import java.util.ArrayList;
import java.util.List;

/**
 * Expressed and private opinions by likelihood, the sampling error known: p(t) = D p(t-1) + (I-D) A
 * x(t-1) + eta, y(t) = Phi p(t) + (I-Phi) A x(t-1) + e.
 *
 * <p>d_i in [0,1] self-reliance, phi_i in [0,1] resilience, A row-stochastic with a_ii = 0, y the
 * observed sentiment, e of its sampling variance R_i(t) (0.0032 where the series has none), eta of
 * variance q. Over the cells d in {0, .15, .., .9}, phi in {.15, .3, .45, .6, .75, .9, 1}, q in
 * {4e-4, 1.6e-3, 6.4e-3} the row a of A is one convex problem on the simplex; cells are averaged by
 * their likelihood, log-determinant included, which is what keeps phi from running to 1. The
 * objective is -2 log likelihood of the best cells, up to a constant.
 *
 * <p>It has the tied A of the paper. The full model of Ye et al., with W, M and anchors apart, is
 * not offered, since series of this length do not tell W from M.
 *
 * <p>Source: Ye, Qin, Govaert, Anderson and Cao, Automatica 107 (2019); He, Proskurnikov and
 * Sedakov, arXiv:2511.15303.
 *
 * @see ExpressedPrivateReduced
 */
public final class ExpressedPrivate implements OpinionModel {
  /** Name in tables. */
  public static final String NAME = "expressed-private";

  private static final double[] D = {0, .15, .3, .45, .6, .75, .9};
  private static final double[] PHI = {.15, .3, .45, .6, .75, .9, 1};
  private static final double[] Q = {4e-4, 1.6e-3, 6.4e-3};
  private static final double UNKNOWN_VARIANCE = 0.0032;
  private static final double SMALLEST_VARIANCE = 1e-6;

  @Override
  public ModelCard describe() {
    return new ModelCard(
        NAME,
        "Every audience has a private opinion and says a mixture of it and of what it hears.",
        "p(t) = D p(t-1) + (I-D) A x(t-1) + eta, y(t) = Phi p(t) + (I-Phi) A x(t-1) + e",
        List.of(
            new ModelCard.Parameter("weights", "simplex rows, a_ii = 0", "A"),
            new ModelCard.Parameter("susceptibility", "[0,1]", "1 - d_i"),
            new ModelCard.Parameter("resilience", "[0,1]", "phi_i"),
            new ModelCard.Parameter("private", "[0,1]", "p_i(T), the last private opinion")),
        "d and phi to about 0.1 from 200 periods on, when the sampling variance is known",
        "Ye, Qin, Govaert, Anderson and Cao, Automatica 107 (2019)");
  }

  @Override
  public FitOutcome fit(SentimentSeries series) {
    return PrivateRows.fit(NAME, series, ExpressedPrivate::fitRow);
  }

  /** One cell with its solution. */
  private record Cell(
      double d, double phi, double q, double[] a, double score, double lastPrivate, double gain) {}

  private static PrivateRows.Row fitRow(SentimentSeries series, double[][] filled, int i) {
    PrivateFilter filter = PrivateRows.filter(series, filled, i, noise(series, i));
    int p = series.size() - 1;
    SimplexQp qp = new SimplexQp(p);
    List<Cell> cells = new ArrayList<>();
    Cell best = null;
    double kkt = 0;
    for (double d : D) {
      for (double phi : PHI) {
        for (double q : Q) {
          double[] a = new double[p];
          filter.run(d, phi, q);
          qp.solveCold(p, filter, filter.linear, false, a);
          double score = -0.5 * (filter.objective(qp) + filter.logDeterminant);
          double last = filter.privateConstant + Rows.dot(a, filter.privateSensitivity());
          Cell cell = new Cell(d, phi, q, a, score, last, filter.gain);
          kkt = Math.max(kkt, qp.kktResidual());
          cells.add(cell);
          best = best == null || score > best.score ? cell : best;
        }
      }
    }
    if (best == null) {
      throw new IllegalStateException("The grid of cells is empty.");
    }
    Cell mean = average(cells, best.score, p);
    filter.run(best.d, best.phi, best.q);
    return new PrivateRows.Row(
        mean.d,
        mean.phi,
        mean.a,
        -2 * best.score,
        kkt,
        filter.squaredErrors(mean.d, mean.phi, mean.q, mean.a),
        PrivateRows.count(series, i) - 1,
        mean.lastPrivate,
        mean.gain,
        Uniqueness.ambiguous(p, filter, filter.linear, best.a));
  }

  private static double[] noise(SentimentSeries series, int i) {
    double[] noise = new double[series.length()];
    for (int t = 0; t < noise.length; t++) {
      noise[t] =
          series.hasVariance(t, i)
              ? Math.max(SMALLEST_VARIANCE, series.variance(t, i))
              : UNKNOWN_VARIANCE;
    }
    return noise;
  }

  /** Mean of the cells, weighted by likelihood. */
  private static Cell average(List<Cell> cells, double top, int p) {
    double total = 0;
    double d = 0;
    double phi = 0;
    double q = 0;
    double last = 0;
    double gain = 0;
    double[] a = new double[p];
    for (Cell cell : cells) {
      double weight = Math.exp(cell.score - top);
      total += weight;
      d += weight * cell.d;
      phi += weight * cell.phi;
      q += weight * cell.q;
      last += weight * cell.lastPrivate;
      gain += weight * cell.gain;
      for (int j = 0; j < p; j++) {
        a[j] += weight * cell.a[j];
      }
    }
    for (int j = 0; j < p; j++) {
      a[j] /= total;
    }
    return new Cell(d / total, phi / total, q / total, a, top, last / total, gain / total);
  }
}
