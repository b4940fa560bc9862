// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

import java.util.Arrays;

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
