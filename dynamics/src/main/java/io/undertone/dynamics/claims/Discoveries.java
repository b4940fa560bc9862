// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

import java.util.Arrays;

/** Control of false discoveries over many edges. */
public final class Discoveries {
  /** Expected share of false ones among those found. */
  public static final double RATE = .05;

  private Discoveries() {}

  /**
   * e-BH: the smallest e-value found, so that e &gt;= m/(.05 k) for the k that are as large. Holds
   * under any dependence and at any date chosen by looking.
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
