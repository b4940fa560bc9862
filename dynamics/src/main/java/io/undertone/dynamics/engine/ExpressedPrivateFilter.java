// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import java.util.Arrays;

/**
 * What one audience thinks beside what it says, online:
 *
 * <pre>
 *   y_t = phi p_t + (1-phi) c_t + e,            var e = R
 *   p_t = d p_(t-1) + (1-d) c_t + eta,          var eta = q
 *   c_t = sum_j a_j x_j(t-1),                   a on the simplex, the blogger itself left out
 * </pre>
 *
 * d in [0,1) is the persistence of the private opinion p (1-d the susceptibility), phi in (0,1] the
 * resilience, x_j the own-history filtered sentiments. For each cell (d, phi, q) one scalar Kalman
 * gain is applied to y and to every x_j, p = p0 + sum_j a_j p_j, so that the innovations nu = nu0 -
 * sum_j a_j nu_j are linear in a and the best a is a simplex QP in the sums H = sum nu_j nu_k / S
 * and h = sum nu_j nu0 / S. Cells are averaged by score = -.5 (yy - 2a.h + a'Ha + sum log S).
 *
 * <p>A private part is supported when cells with phi &lt; 1 predict better than those with phi = 1,
 * where saying and thinking coincide, and better than the engine does without private opinions. The
 * difference of prequential log-likelihoods is the log of a likelihood ratio whose chance of ever
 * exceeding 20 without a private part is at most 1/20 (Ville's inequality, exact for a point null).
 * The second comparison is needed because common shocks, too, make phi = 1 a poor model.
 */
final class ExpressedPrivateFilter {
  /** Natural logarithm of the likelihood ratio that is asked for. */
  static final double MARGIN = Math.log(20);

  /** Values needed before anything is said. */
  static final int ENOUGH = 50;

  /** Until then every cell is solved at every value; later each at every fourth, in turn. */
  private static final int YOUNG = 30;

  private static final int TURNS = 4;

  private final PrivateGrid grid;

  /** Bloggers listened to, ascending. */
  int[] sources;

  private int k;
  private boolean started;
  private int count;
  private double[] variance = {};
  private double[] p0 = {};
  private double[] p = {};
  private double[] quadratic = {};
  private double[] linear = {};
  private double[] listening = {};
  private double[] yy = {};
  private double[] logDeterminant = {};
  private double[] score = {};
  private double[] predictive = {};
  private double[] nu = {};
  private double rival;

  ExpressedPrivateFilter(PrivateGrid grid, int[] sources) {
    this.grid = grid;
    this.sources = sources;
    allocate();
  }

  private void allocate() {
    int cells = grid.cells();
    k = sources.length;
    variance = new double[cells];
    p0 = new double[cells];
    p = new double[cells * k];
    quadratic = new double[cells * k * k];
    linear = new double[cells * k];
    listening = new double[cells * k];
    Arrays.fill(listening, 1.0 / Math.max(1, k));
    yy = new double[cells];
    logDeterminant = new double[cells];
    score = new double[cells];
    predictive = new double[cells];
    nu = new double[k];
  }

  int cells() {
    return grid.cells();
  }

  /** Values scored so far; the first only starts the filter. */
  int count() {
    return count;
  }

  /**
   * Learns one period.
   *
   * @param x filtered sentiments of the sources one period before, in their order
   */
  void observe(boolean observed, double y, double r, double[] x, RowWorkspace ws) {
    if (k == 0) {
      return;
    }
    if (!started) {
      if (observed) {
        Arrays.fill(p0, y);
        started = true;
      }
      return;
    }
    ws.reserve(k);
    for (int cell = 0; cell < grid.cells(); cell++) {
      if (observed) {
        learn(cell, y, r, x);
        if (count < YOUNG || (count + cell) % TURNS == 0) {
          solve(cell, ws);
        }
        score(cell);
      } else {
        drift(cell, x);
      }
    }
    if (observed) {
      count++;
    }
  }

  /** Scores the engine's own forecast of the value that was learned last. */
  void compare(double mean, double variance, double y) {
    if (count > 0) {
      rival -= .5 * (Math.log(variance) + (y - mean) * (y - mean) / variance);
    }
  }

  private void drift(int cell, double[] x) {
    double d = grid.d()[cell];
    variance[cell] = d * d * variance[cell] + grid.q()[cell];
    p0[cell] *= d;
    for (int j = 0; j < k; j++) {
      p[cell * k + j] = d * p[cell * k + j] + (1 - d) * x[j];
    }
  }

  private void learn(int cell, double y, double r, double[] x) {
    double phi = grid.phi()[cell];
    drift(cell, x);
    double prior = variance[cell];
    double s = phi * phi * prior + r;
    double gain = prior * phi / s;
    double nu0 = y - phi * p0[cell];
    double innovation = nu0;
    int at = cell * k;
    for (int j = 0; j < k; j++) {
      nu[j] = phi * p[at + j] + (1 - phi) * x[j];
      innovation -= listening[at + j] * nu[j];
    }
    double logS = Math.log(s);
    predictive[cell] -= .5 * (logS + innovation * innovation / s);
    p0[cell] += gain * nu0;
    variance[cell] = (1 - gain * phi) * prior;
    yy[cell] += nu0 * nu0 / s;
    logDeterminant[cell] += logS;
    for (int j = 0; j < k; j++) {
      double scaled = nu[j] / s;
      p[at + j] -= gain * nu[j];
      linear[at + j] += scaled * nu0;
      int row = (at + j) * k;
      for (int i = 0; i < k; i++) {
        quadratic[row + i] += scaled * nu[i];
      }
    }
  }

  private void solve(int cell, RowWorkspace ws) {
    int at = cell * k;
    System.arraycopy(quadratic, at * k, ws.quadratic, 0, k * k);
    System.arraycopy(linear, at, ws.linear, 0, k);
    System.arraycopy(listening, at, ws.solution, 0, k);
    ws.solver.solve(k, ws.quadratic, ws.linear, false, ws.solution);
    System.arraycopy(ws.solution, 0, listening, at, k);
  }

  private void score(int cell) {
    int at = cell * k;
    double residual = yy[cell];
    for (int j = 0; j < k; j++) {
      double column = -2 * linear[at + j];
      for (int i = 0; i < k; i++) {
        column += quadratic[(at + j) * k + i] * listening[at + i];
      }
      residual += listening[at + j] * column;
    }
    score[cell] = -.5 * (residual + logDeterminant[cell]);
  }

  /** yy - 2a.h + a'Ha of one cell: the published objective, which lacks the log-determinant. */
  double objective(int cell) {
    return -2 * score[cell] - logDeterminant[cell];
  }

  double logDeterminant(int cell) {
    return logDeterminant[cell];
  }

  /** a of one cell. */
  double[] listening(int cell) {
    return Arrays.copyOfRange(listening, cell * k, (cell + 1) * k);
  }

  /** Log likelihood ratio of a private part apart from the expressed one against none. */
  double support() {
    double apart = logMeanExp(true);
    double same = Math.max(logMeanExp(false), rival);
    return k == 0 || count == 0 ? 0 : apart - same;
  }

  private double logMeanExp(boolean apart) {
    double largest = Double.NEGATIVE_INFINITY;
    int cells = 0;
    for (int cell = 0; cell < grid.cells(); cell++) {
      if (grid.phi()[cell] < 1 == apart) {
        largest = Math.max(largest, predictive[cell]);
        cells++;
      }
    }
    double sum = 0;
    for (int cell = 0; cell < grid.cells(); cell++) {
      if (grid.phi()[cell] < 1 == apart) {
        sum += Math.exp(predictive[cell] - largest);
      }
    }
    return largest + Math.log(sum / cells);
  }

  /** Averages over the grid, cells weighted by softmax(score). */
  PrivateEstimate estimate() {
    double[] weights = score.clone();
    Softmax.inPlace(weights);
    double d = 0;
    double phi = 0;
    double mean = 0;
    double[] a = new double[k];
    for (int cell = 0; cell < weights.length; cell++) {
      d += weights[cell] * grid.d()[cell];
      phi += weights[cell] * grid.phi()[cell];
      mean += weights[cell] * opinion(cell);
      for (int j = 0; j < k; j++) {
        a[j] += weights[cell] * listening[cell * k + j];
      }
    }
    double spread = 0;
    for (int cell = 0; cell < weights.length; cell++) {
      double off = opinion(cell) - mean;
      spread += weights[cell] * (variance[cell] + off * off);
    }
    return new PrivateEstimate(mean, spread, 1 - d, phi, a);
  }

  private double opinion(int cell) {
    double opinion = p0[cell];
    for (int j = 0; j < k; j++) {
      opinion += listening[cell * k + j] * p[cell * k + j];
    }
    return opinion;
  }

  void transfer(StateTape tape) {
    sources = tape.indices(sources);
    if (tape.reading()) {
      allocate();
    }
    started = tape.value(started);
    count = tape.value(count);
    rival = tape.value(rival);
    for (double[] values :
        new double[][] {
          variance, p0, p, quadratic, linear, listening, yy, logDeterminant, score, predictive
        }) {
      tape.values(values);
    }
  }

  /**
   * Grid average.
   *
   * @param mean private opinion p_t
   * @param variance its variance
   * @param susceptibility 1 - d
   * @param resilience phi
   * @param listening a, in the order of the sources
   */
  record PrivateEstimate(
      double mean, double variance, double susceptibility, double resilience, double[] listening) {}
}
