// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.solve;

import java.util.Arrays;

/**
 * Convex quadratic programme on the simplex:
 *
 * <pre>
 *   min 0.5 w'Hw - h'w    subject to    w &gt;= 0,  sum w = 1    (capped: sum w &lt;= 1)
 * </pre>
 *
 * H is n x n, symmetric, positive semi-definite, by rows; h and w have n entries. The capped form
 * is the plain one with one more column of zeros, the slack. H and h are divided by trace(H).
 *
 * <p>Primal active set (Nocedal and Wright, Numerical Optimization, ch. 16): start at the best
 * vertex or at the support of a given w; move to the minimiser over the free set, stopping at the
 * first weight that reaches zero; at the minimiser free the index whose multiplier is most
 * violated. On the simplex H and H + c 11' have the same minimisers, and the latter restricted to
 * the free set is positive definite exactly when that minimiser is unique, so one Cholesky factor
 * serves. Where freeing an index makes it singular, the objective is linear along a null direction,
 * and the step goes to the boundary.
 *
 * <p>An instance is a workspace: it allocates nothing while solving and is not thread-safe.
 */
public final class SimplexQp {
  private static final double TOLERANCE = 1e-12;

  private final double[] w;
  private final double[] target;
  private final double[] gradient;
  private final double[] linear;
  private final double[] whiteLinear;
  private final double[] whiteUnit;
  private final int[] free;
  private final boolean[] isFree;
  private final double[] column;
  private final double[][] row;
  private final double[] weight;
  private final GrowingCholesky factor;

  private Quadratic quadratic = Quadratic.of(new double[0][]);
  private int n;
  private int m;
  private double scale;
  private double shift;
  private double slackTolerance;
  private int iterations;
  private boolean atMinimiser;
  private double mean;
  private double multiplier;
  private double kktResidual;
  private double objective;

  /**
   * @param capacity largest n that {@link #solve} will be given, at least 1
   */
  public SimplexQp(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException(
          "A simplex needs at least one weight; the capacity given is " + capacity + ".");
    }
    int size = capacity + 1;
    w = new double[size];
    target = new double[size];
    gradient = new double[size];
    linear = new double[size];
    whiteLinear = new double[size];
    whiteUnit = new double[size];
    free = new int[size];
    isFree = new boolean[size];
    column = new double[size];
    row = new double[size][];
    weight = new double[size];
    factor = new GrowingCholesky(size);
  }

  /** {@link #solve Solves} from the best vertex. */
  public void solveCold(int n, Quadratic quadratic, double[] linear, boolean capped, double[] w) {
    Arrays.fill(w, 0, n, 0);
    solve(n, quadratic, linear, capped, w);
  }

  /**
   * Solves the programme.
   *
   * @param n number of weights, 1..capacity
   * @param quadratic H, symmetric, positive semi-definite
   * @param linear h, at least n entries
   * @param capped true for sum w &lt;= 1, false for sum w = 1
   * @param w in: weights whose support starts the search (all zero: start at the best vertex); out:
   *     the minimiser
   * @throws IllegalArgumentException if n is out of range, or H's diagonal is negative, or either
   *     it or h not finite
   */
  public void solve(int n, Quadratic quadratic, double[] linear, boolean capped, double[] w) {
    prepare(n, quadratic, linear, capped);
    if (!startWarm(w)) {
      startCold();
    }
    search();
    report();
    System.arraycopy(this.w, 0, w, 0, n);
  }

  /** Largest violation of the optimality conditions, in units of trace(H). */
  public double kktResidual() {
    return kktResidual;
  }

  /** 0.5 w'Hw - h'w at the solution, in the caller's units. */
  public double objective() {
    return objective;
  }

  /**
   * Multiplier nu of the sum constraint in the caller's units: (Hw - h)_j + nu is 0 on the support
   * and not negative elsewhere.
   */
  public double multiplier() {
    return multiplier;
  }

  /** Steps of the last solve. */
  public int iterations() {
    return iterations;
  }

  private void prepare(int n, Quadratic quadratic, double[] linear, boolean capped) {
    int capacity = w.length - 1;
    if (n < 1 || n > capacity) {
      throw new IllegalArgumentException(
          "A problem of " + n + " weights was given; this workspace takes 1 to " + capacity + ".");
    }
    double trace = 0;
    double largest = 0;
    for (int j = 0; j < n; j++) {
      double diagonal = quadratic.diagonal(j);
      if (!(diagonal >= 0) || Double.isInfinite(diagonal) || !Double.isFinite(linear[j])) {
        String given = j + " has H = " + diagonal + " and h = " + linear[j] + ".";
        throw new IllegalArgumentException(
            "H must have a finite, non-negative diagonal and h must be finite; entry " + given);
      }
      trace += diagonal;
      largest = Math.max(largest, Math.abs(linear[j]));
    }
    this.n = n;
    m = capped ? n + 1 : n;
    this.quadratic = quadratic;
    scale = trace > 0 ? 1 / trace : largest > 0 ? 1 / largest : 1;
    shift = 1.0 / m;
    for (int j = 0; j < n; j++) {
      this.linear[j] = linear[j] * scale;
    }
    this.linear[n] = 0;
    slackTolerance = TOLERANCE * Math.max(1, largest * scale);
    iterations = 0;
    atMinimiser = false;
    nothingFree();
  }

  private void nothingFree() {
    factor.clear();
    Arrays.fill(isFree, 0, m, false);
    Arrays.fill(w, 0, m, 0);
  }

  private boolean startWarm(double[] start) {
    double sum = 0;
    for (int j = 0; j < n; j++) {
      w[j] = Math.max(0, start[j]);
      sum += w[j];
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      return false;
    }
    if (m > n && sum < 1) {
      w[n] = 1 - sum;
      sum = 1;
    }
    int k = 0;
    for (int j = 0; j < m; j++) {
      if (w[j] > 0) {
        w[j] /= sum;
        isFree[j] = true;
        free[k++] = j;
      }
    }
    for (int r = 0; r < k; r++) {
      double[] into = factor.row(r);
      if (free[r] == n) {
        Arrays.fill(into, r, k, shift);
      } else {
        double[] from = quadratic.row(free[r]);
        for (int c = r; c < k; c++) {
          into[c] = shift + (free[c] < n ? from[free[c]] * scale : 0);
        }
      }
      into[k] = linear[free[r]];
      into[k + 1] = 1;
    }
    return factor.start(k, whiteLinear, whiteUnit);
  }

  private void startCold() {
    nothingFree();
    int best = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (int j = 0; j < m; j++) {
      double value = 0.5 * diagonal(j) - linear[j];
      if (value < lowest) {
        lowest = value;
        best = j;
      }
    }
    w[best] = 1;
    append(best);
  }

  private void search() {
    int limit = 100 + 20 * m;
    int entering = -1;
    while (iterations < limit) {
      iterations++;
      minimiseOverFree();
      int blocking = stepToTarget();
      if (blocking >= 0) {
        boolean rounding = free[blocking] == entering && w[entering] == 0;
        remove(blocking);
        if (rounding) {
          return;
        }
        continue;
      }
      entering = mostViolated();
      if (entering < 0) {
        atMinimiser = true;
        return;
      }
      while (!append(entering)) {
        remove(stepAlongNullDirection(entering));
      }
    }
  }

  /**
   * With L L' = (H + c 11')_FF, f = L^-1 h_F and g = L^-1 1, the minimiser with unit sum is L'^-1
   * (f - nu g), nu = (f'g - 1)/g'g.
   */
  private void minimiseOverFree() {
    int k = factor.size();
    if (k == 1) {
      target[0] = 1;
      return;
    }
    double both = 0;
    double units = 0;
    for (int r = 0; r < k; r++) {
      both += whiteLinear[r] * whiteUnit[r];
      units += whiteUnit[r] * whiteUnit[r];
    }
    double nu = (both - 1) / units;
    for (int r = 0; r < k; r++) {
      target[r] = whiteLinear[r] - nu * whiteUnit[r];
    }
    factor.backward(target);
  }

  /** Moves w towards the target; returns the position in the free set that stopped it, or -1. */
  private int stepToTarget() {
    int k = factor.size();
    double step = 1;
    int blocking = -1;
    for (int r = 0; r < k; r++) {
      if (target[r] < 0) {
        double ratio = w[free[r]] / (w[free[r]] - target[r]);
        if (ratio < step || blocking < 0) {
          step = ratio;
          blocking = r;
        }
      }
    }
    for (int r = 0; r < k; r++) {
      int j = free[r];
      w[j] = blocking < 0 ? target[r] : Math.max(0, w[j] + step * (target[r] - w[j]));
    }
    if (blocking >= 0) {
      w[free[blocking]] = 0;
    }
    return blocking;
  }

  /**
   * After a failed append of {@code entering}: the factor holds L^-1 of its column, so that p = -
   * (H + c 11')_FF^-1 column, p_entering = 1 spans the null direction.
   */
  private int stepAlongNullDirection(int entering) {
    int k = factor.size();
    factor.rejected(target);
    factor.backward(target);
    double step = Double.POSITIVE_INFINITY;
    int blocking = 0;
    for (int r = 0; r < k; r++) {
      if (target[r] > TOLERANCE && w[free[r]] / target[r] < step) {
        step = w[free[r]] / target[r];
        blocking = r;
      }
    }
    for (int r = 0; r < k; r++) {
      w[free[r]] = Math.max(0, w[free[r]] - step * target[r]);
    }
    w[free[blocking]] = 0;
    w[entering] += step;
    return blocking;
  }

  private int mostViolated() {
    meanGradient();
    double worst = -slackTolerance;
    int entering = -1;
    for (int j = 0; j < m; j++) {
      if (!isFree[j] && gradient[j] - mean < worst) {
        worst = gradient[j] - mean;
        entering = j;
      }
    }
    return entering;
  }

  /** Fills the gradient Hw - h and its mean over the free set, which is -nu. */
  private void meanGradient() {
    for (int j = 0; j < m; j++) {
      gradient[j] = -linear[j];
    }
    int k = factor.size();
    for (int r = 0; r < k; r++) {
      boolean slack = free[r] == n;
      row[r] = slack ? linear : quadratic.row(free[r]);
      weight[r] = slack ? 0 : w[free[r]] * scale;
    }
    Rows.add(gradient, 0, n, row, weight, 0, k);
    double sum = 0;
    for (int r = 0; r < k; r++) {
      sum += gradient[free[r]];
    }
    mean = sum / k;
  }

  private void report() {
    if (!atMinimiser) {
      meanGradient();
    }
    double sum = 0;
    double value = 0;
    double worst = 0;
    for (int j = 0; j < m; j++) {
      double slack = gradient[j] - mean;
      worst = Math.max(worst, w[j] > 0 ? Math.abs(slack) : -slack);
      sum += w[j];
      value += 0.5 * w[j] * (gradient[j] - linear[j]);
    }
    kktResidual = Math.max(worst, Math.abs(sum - 1));
    multiplier = -mean / scale;
    objective = value / scale;
  }

  /** Adds j to the free set and a row to the factor; false when the factor would be singular. */
  private boolean append(int j) {
    int k = factor.size();
    Arrays.fill(column, 0, k, shift);
    if (j < n) {
      double[] from = quadratic.row(j);
      for (int r = 0; r < k; r++) {
        column[r] += free[r] < n ? from[free[r]] * scale : 0;
      }
    }
    if (!factor.append(column, shift + diagonal(j))) {
      return false;
    }
    whiteLinear[k] = linear[j];
    factor.forwardLast(whiteLinear);
    whiteUnit[k] = 1;
    factor.forwardLast(whiteUnit);
    free[k] = j;
    isFree[j] = true;
    return true;
  }

  private double diagonal(int j) {
    return j < n ? quadratic.diagonal(j) * scale : 0;
  }

  /** Takes out the index at a position. */
  private void remove(int position) {
    isFree[free[position]] = false;
    factor.remove(position, whiteLinear, whiteUnit);
    System.arraycopy(free, position + 1, free, position, factor.size() - position);
  }
}
