// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

import io.undertone.dynamics.claims.EdgeTests.EdgeEvidence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.PrivateOpinion.Support;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What may be said of each edge at one date:
 *
 * <pre>
 *   confirmed     e-BH at 5 % over all M tested edges, weight &gt;= .05, lower end of its interval &gt; 0
 *   likely        Benjamini-Hochberg at 5 % on p over the same edges, the same two conditions
 *   excluded      upper end &lt;= .10, none of the above
 *   undetermined  anything else, and whatever was not tested
 * </pre>
 *
 * No level is kept once its rule fails.
 */
public final class ClaimRule {
  /** Smallest weight that is claimed. */
  public static final double RELEVANT = .05;

  /** Largest upper end of an edge that is excluded. */
  public static final double SMALL = .1;

  private final double smallestE;
  private final double[][] q;

  /**
   * @param rows evidence by target
   * @param tests M, {@link EdgeClaims#tests()}
   */
  public ClaimRule(List<EdgeEvidence.Row> rows, int tests) {
    double[] e =
        rows.stream().flatMap(r -> List.of(r.edges()).stream()).mapToDouble(x -> x.e()).toArray();
    double[] p =
        rows.stream().flatMap(r -> List.of(r.edges()).stream()).mapToDouble(x -> x.p()).toArray();
    smallestE = Discoveries.threshold(e, Math.max(1, tests));
    double[] adjusted = Discoveries.adjusted(p, tests);
    q = new double[rows.size()][];
    int at = 0;
    for (int i = 0; i < q.length; i++) {
      q[i] = new double[rows.get(i).edges().length];
      System.arraycopy(adjusted, at, q[i], 0, q[i].length);
      at += q[i].length;
    }
  }

  /** Adjusted p-value of an edge, given by target and position among the row's sources. */
  public double q(int target, int position) {
    return q[target][position];
  }

  /**
   * Level of an edge.
   *
   * @param edge its evidence
   * @param q its adjusted p-value, NaN where it was not tested
   * @param weight the weight shown, sum over its lags
   * @param lower lower end of the 90 % interval shown
   * @param upper upper end of it
   */
  public ClaimLevel level(EdgeEvidence edge, double q, double weight, double lower, double upper) {
    if (!edge.tested()) {
      return ClaimLevel.UNDETERMINED;
    }
    if (weight >= RELEVANT && lower > 0) {
      if (edge.e() >= smallestE) {
        return ClaimLevel.CONFIRMED;
      }
      if (q <= Discoveries.RATE) {
        return ClaimLevel.LIKELY;
      }
    }
    return upper <= SMALL ? ClaimLevel.EXCLUDED : ClaimLevel.UNDETERMINED;
  }

  /** Control of false discoveries over many edges. */
  public static final class Discoveries {
    /** Expected share of false ones among those found. */
    public static final double RATE = .05;

    private Discoveries() {}

    /**
     * e-BH: the smallest e-value found, so that e &gt;= m/(.05 k) for the k that are as large.
     * Holds under any dependence and at any date chosen by looking.
     *
     * @param e e-values of those tested
     * @param m number of tests; those beyond the length of e have found nothing
     * @return infinity where nothing is found
     * @see <a href="https://doi.org/10.1111/rssb.12489">Wang, Ramdas (2022)</a>
     */
    public static double threshold(double[] e, int m) {
      double[] sorted = e.clone();
      Arrays.sort(sorted);
      for (int k = sorted.length; k >= 1; k--) {
        double smallest = sorted[sorted.length - k];
        if (smallest >= m / (RATE * k)) {
          return smallest;
        }
      }
      return Double.POSITIVE_INFINITY;
    }

    /**
     * Benjamini-Hochberg's adjusted p-values q_(k) = min_{l &gt;= k} p_(l) m / l.
     *
     * @param p p-values; NaN where there was no test
     * @param m number of tests; those beyond the length of p count with p = 1
     * @return q-values in the same order, at most 1; NaN where p is
     */
    public static double[] adjusted(double[] p, int m) {
      double[] sorted = Arrays.stream(p).filter(x -> !Double.isNaN(x)).sorted().toArray();
      double[] q = new double[sorted.length];
      double least = 1;
      for (int k = sorted.length - 1; k >= 0; k--) {
        least = Math.min(least, sorted[k] * m / (k + 1));
        q[k] = least;
      }
      double[] result = new double[p.length];
      for (int i = 0; i < p.length; i++) {
        result[i] = Double.isNaN(p[i]) ? Double.NaN : q[Arrays.binarySearch(sorted, p[i])];
      }
      return result;
    }
  }

  /**
   * Whether an audience's private opinion may be shown: whoever is not shown to listen cannot be
   * shown to conform.
   *
   * <pre>
   *   log mean_{r&gt;0} exp lp_r - max(lp_0, lp_7) &gt; log 20,  50 values,  an incoming edge likely or confirmed
   * </pre>
   */
  public static final class PrivateSupport {
    private static final double EVIDENCE = Math.log(20);

    /** Values of an audience before its private opinion is judged. */
    public static final int FEWEST_VALUES = 50;

    private PrivateSupport() {}

    /**
     * @param evidence log likelihood ratio for a private opinion
     * @param values values of the audience
     * @param incoming levels of the edges into it
     */
    public static Support of(double evidence, double values, Collection<ClaimLevel> incoming) {
      if (values < FEWEST_VALUES) {
        return Support.TOO_FEW_PERIODS;
      }
      boolean listens =
          incoming.contains(ClaimLevel.LIKELY) || incoming.contains(ClaimLevel.CONFIRMED);
      return evidence > EVIDENCE && listens ? Support.SUPPORTED : Support.NOT_SUPPORTED;
    }
  }
}
