// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

import io.undertone.dynamics.Distributions;
import io.undertone.dynamics.solve.Rows;
import java.util.Arrays;

/**
 * The regressions of one row: does filt_j(t-l) predict y_i(t) beyond the controls and beyond i's
 * strongest other sources S?
 *
 * <pre>
 *   S = {} ; 3 times: (j,l) = argmax t(j,l | controls, S) - .3 [l &gt; 1], j not in S ; stop below 2.5
 *   t_l = t(j, l | controls, S without j),  df = N - #controls - #S' - 2
 *   e = .5 e_1 + .25 e_2 + .25 e_3,  p = min(1, min_l (1 - T_df(t_l)) / share_l),  lag = argmax share_l e_l
 * </pre>
 *
 * by sweeping G in the order controls, S. A column whose rest is at most 1e-9 of its own square sum
 * + 1e-12 is dropped; a source whose newest level is one has t = 0 at every lag. Cost (6 + 3 + 6)
 * m^2/2 for m = 7 + 3K. Scratch memory of one thread.
 */
public final class EdgeTests {
  private static final int LAGS = EdgeSums.LAGS;
  private static final double[] SHARE = {.5, .25, .25};
  private static final int STRONGEST = 3;
  private static final double ENTER = 2.5;
  private static final double LATER_LAG = .3;
  private static final double COLLINEAR = 1e-9;
  private static final double NOTHING = 1e-12;
  private static final double SMALLEST_REST = 1e-15;

  /** Below it, a quarter or more of every Student distribution lies above: p = 1. */
  private static final double LOWEST_QUARTER = .67;

  private final double[] statistics = new double[LAGS];
  private final int[] chosenSource = new int[STRONGEST];
  private final int[] chosenLag = new int[STRONGEST];
  private int chosen;
  private int m;
  private double n;
  private double[][] controlled = {};
  private double[][] swept = {};
  private double[][] without = {};
  private double[] raw = {};
  private double[] pivot = {};

  /** Evidence of every source of a row; the row must have at least 16 values. */
  EdgeEvidence[] of(EdgeSums sums) {
    load(sums);
    int sources = sums.sources().length;
    choose(sources);
    EdgeEvidence[] result = new EdgeEvidence[sources];
    for (int j = 0; j < sources; j++) {
      result[j] = evidence(j);
    }
    return result;
  }

  private void load(EdgeSums sums) {
    m = sums.order();
    n = sums.count();
    if (raw.length < m) {
      raw = new double[m];
      pivot = new double[m];
      controlled = new double[m][m];
      swept = new double[m][m];
      without = new double[m][m];
    }
    sums.copyTo(controlled);
    for (int a = 0; a < m; a++) {
      raw[a] = controlled[a][a];
    }
    for (int c = 0; c < EdgeSums.CONTROLS; c++) {
      sweep(controlled, c);
    }
    copy(controlled, swept);
  }

  private void copy(double[][] from, double[][] to) {
    for (int a = 0; a < m; a++) {
      System.arraycopy(from[a], 0, to[a], 0, a + 1);
    }
  }

  /** S, greedily: strong sources confound the others, since audiences follow one another. */
  private void choose(int sources) {
    chosen = 0;
    while (chosen < Math.min(STRONGEST, sources)) {
      double best = Double.NEGATIVE_INFINITY;
      int bestSource = -1;
      int bestLag = 0;
      for (int lag = 1; lag <= LAGS; lag++) {
        for (int j = 0; j < sources; j++) {
          if (isChosen(j)) {
            continue;
          }
          double t =
              statistic(swept, EdgeSums.column(j, lag), degrees(chosen))
                  - (lag > 1 ? LATER_LAG : 0);
          if (t > best) {
            best = t;
            bestSource = j;
            bestLag = lag;
          }
        }
      }
      if (best < ENTER) {
        return;
      }
      chosenSource[chosen] = bestSource;
      chosenLag[chosen] = bestLag;
      chosen++;
      sweep(swept, EdgeSums.column(bestSource, bestLag));
    }
  }

  private boolean isChosen(int source) {
    for (int k = 0; k < chosen; k++) {
      if (chosenSource[k] == source) {
        return true;
      }
    }
    return false;
  }

  private double degrees(int beside) {
    return n - EdgeSums.CONTROLS - beside - 2;
  }

  private EdgeEvidence evidence(int source) {
    boolean inS = isChosen(source);
    double[][] matrix = inS ? sweptWithout(source) : swept;
    double df = degrees(inS ? chosen - 1 : chosen);
    double e = 0;
    double largest = -1;
    int bestLag = 1;
    for (int lag = 1; lag <= LAGS; lag++) {
      double t = statistic(matrix, EdgeSums.column(source, lag), df);
      double part = SHARE[lag - 1] * MixtureEvidence.of(t, df, n);
      statistics[lag - 1] = t;
      e += part;
      if (part > largest) {
        largest = part;
        bestLag = lag;
      }
    }
    return new EdgeEvidence(e, p(df), bestLag);
  }

  /** min(1, min_l (1 - T_df(t_l))/share_l), by the few tails that can be the least. */
  private double p(double df) {
    double newest = statistics[0];
    double later = Math.max(statistics[1], statistics[2]);
    double p = 1;
    if (newest > 0) {
      p = Math.min(p, Distributions.studentUpperTail(newest, df) / SHARE[0]);
    }
    if (later > Math.max(newest, LOWEST_QUARTER)) {
      p = Math.min(p, Distributions.studentUpperTail(later, df) / SHARE[1]);
    }
    return p;
  }

  private double[][] sweptWithout(int source) {
    copy(controlled, without);
    for (int k = 0; k < chosen; k++) {
      if (chosenSource[k] != source) {
        sweep(without, EdgeSums.column(chosenSource[k], chosenLag[k]));
      }
    }
    return without;
  }

  private double statistic(double[][] matrix, int column, double df) {
    double vv = matrix[column][column];
    if (negligible(vv, column) || copied(column)) {
      return 0;
    }
    double beta = matrix[column][EdgeSums.TARGET] / vv;
    double yy = matrix[EdgeSums.TARGET][EdgeSums.TARGET];
    double rest = Math.max(yy - beta * beta * vv, SMALLEST_REST);
    return beta / Math.sqrt(rest / df / vv);
  }

  /** Whether the controls determine the source's newest level: a constant, or the target's twin. */
  private boolean copied(int column) {
    int newest = column - (column - EdgeSums.FIRST_SOURCE) % LAGS;
    return negligible(controlled[newest][newest], newest);
  }

  private boolean negligible(double rest, int column) {
    return rest <= COLLINEAR * raw[column] + NOTHING;
  }

  /** G <- G - g_c g_c' / g_cc on the lower triangle; dropped columns are passed over. */
  private void sweep(double[][] matrix, int c) {
    double diagonal = matrix[c][c];
    if (negligible(diagonal, c)) {
      return;
    }
    for (int a = 0; a < m; a++) {
      pivot[a] = a >= c ? matrix[a][c] : matrix[c][a];
    }
    for (int a = 0; a < m; a++) {
      double factor = pivot[a] / diagonal;
      if (factor != 0) {
        Rows.add(matrix[a], 0, a + 1, pivot, -factor);
      }
    }
  }

  /**
   * Evidence for one edge at one date.
   *
   * @param e e-value: valid however often one looks; 0 where the edge was not tested
   * @param p one-sided p-value, valid at this date alone; NaN where the edge was not tested
   * @param lag lag in 1..3 with the largest share of the evidence; 0 where it was not tested
   */
  public record EdgeEvidence(double e, double p, int lag) {
    /** An edge about which nothing is known. */
    public static final EdgeEvidence NONE = new EdgeEvidence(0, Double.NaN, 0);

    /** Whether there were enough values to test it. */
    public boolean tested() {
      return !Double.isNaN(p);
    }

    /**
     * Evidence of one row.
     *
     * @param sources audiences tested, ascending
     * @param edges their evidence, in the same order
     */
    public record Row(int[] sources, EdgeEvidence[] edges) {
      static final Row EMPTY = new Row(new int[0], new EdgeEvidence[0]);

      /** Evidence for the edge from a source; {@link #NONE} where it is not followed. */
      public EdgeEvidence from(int source) {
        int position = Arrays.binarySearch(sources, source);
        return position >= 0 ? edges[position] : NONE;
      }
    }
  }

  /**
   * Evidence for a positive coefficient that may be looked at whenever one likes: the likelihood
   * ratio of the t statistic, mixed over a half-normal prior worth {@value #PRIOR} observations,
   *
   * <pre>
   *   e = 2 sqrt(lam) ( (1 + t^2/df) / (1 + lam t^2/df) )^((df+1)/2) Phi( t sqrt(N/(N+30)) ),  lam = 30/(30+N)
   * </pre>
   *
   * Under a coefficient of 0 (Gaussian errors of one variance, fixed regressors) its mean is at
   * most 1 at every stopping time, so P(e ever reaches x) &lt;= 1/x (Ville).
   *
   * @see <a href="https://arxiv.org/abs/2210.08589">Lindon et al., anytime-valid inference in
   *     linear models</a>
   */
  public static final class MixtureEvidence {
    private static final double PRIOR = 30;
    private static final double LARGEST_LOG = 300;

    private MixtureEvidence() {}

    /**
     * The e-value of one t statistic.
     *
     * @param t statistic of the coefficient
     * @param df degrees of freedom, positive
     * @param n number of observations
     * @return e in [0, exp(300)]
     */
    public static double of(double t, double df, double n) {
      double lambda = PRIOR / (PRIOR + n);
      double square = t * t / df;
      double log =
          .5 * Math.log(lambda)
              + .5 * (df + 1) * (Math.log1p(square) - Math.log1p(lambda * square));
      return 2
          * Math.exp(Math.min(LARGEST_LOG, log))
          * Distributions.normal(t * Math.sqrt(n / (n + PRIOR)));
    }
  }
}
