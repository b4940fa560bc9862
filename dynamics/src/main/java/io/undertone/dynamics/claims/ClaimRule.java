// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

import io.undertone.dynamics.findings.ClaimLevel;
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
}
