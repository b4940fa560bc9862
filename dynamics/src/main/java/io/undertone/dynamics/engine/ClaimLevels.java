// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.findings.ClaimLevel;
import java.util.Arrays;

/** What may be said of an edge, and Benjamini-Hochberg's control of false discoveries. */
final class ClaimLevels {
  private static final double FALSE_DISCOVERY_RATE = .05;
  private static final double SIGNIFICANT = .05;
  private static final double LIKELY = .95;
  private static final double EXCLUDED = .2;

  private ClaimLevels() {}

  /**
   * Adjusted p-values q_(k) = min_{l &gt;= k} p_(l) m / l over the m tests that gave a p-value.
   *
   * @param p p-values; NaN where an edge was not tested
   * @return q-values in the same order; NaN where p is
   */
  static double[] adjusted(double[] p) {
    double[] sorted = Arrays.stream(p).filter(x -> !Double.isNaN(x)).sorted().toArray();
    int m = sorted.length;
    double[] q = new double[m];
    double least = 1;
    for (int k = m - 1; k >= 0; k--) {
      least = Math.min(least, sorted[k] * m / (k + 1));
      q[k] = least;
    }
    double[] result = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      result[i] = Double.isNaN(p[i]) ? Double.NaN : q[Arrays.binarySearch(sorted, p[i])];
    }
    return result;
  }

  /**
   * Confirmed = significant after adjustment and weight at least .05; likely = P at least .95 and p
   * below .05; excluded = P below .2; otherwise undetermined, as is every edge that was not tested.
   */
  static ClaimLevel of(double p, double q, double weight, double probability) {
    if (Double.isNaN(p)) {
      return ClaimLevel.UNDETERMINED;
    }
    if (q <= FALSE_DISCOVERY_RATE && weight >= EdgeProbability.RELEVANT) {
      return ClaimLevel.CONFIRMED;
    }
    if (probability >= LIKELY && p < SIGNIFICANT) {
      return ClaimLevel.LIKELY;
    }
    return probability < EXCLUDED ? ClaimLevel.EXCLUDED : ClaimLevel.UNDETERMINED;
  }
}
