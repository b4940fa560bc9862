// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.util.Comparator;

/**
 * Weight of a comment among the others of its post: more likes first, then the smaller id, so that
 * no two are equal.
 *
 * @param likes of the comment
 * @param id of the comment
 */
record Rank(long likes, String id) implements Comparable<Rank> {
  /** Above every comment. */
  static final Rank TOP = new Rank(Long.MAX_VALUE, "");

  private static final Comparator<Rank> HEAVIEST_FIRST =
      Comparator.comparingLong(Rank::likes).reversed().thenComparing(Rank::id);

  /** Negative where this one comes before the other. */
  @Override
  public int compareTo(Rank other) {
    return HEAVIEST_FIRST.compare(this, other);
  }

  boolean isAbove(Rank other) {
    return compareTo(other) < 0;
  }
}
