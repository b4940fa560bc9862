// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.util.Comparator;

/**
 * The version of a comment that counts at present.
 *
 * @param observedAt epoch milliseconds at which it was seen; Long.MIN_VALUE when unknown
 * @param likes likes of the comment
 * @param score positive sentiment in [0,1]
 * @param periodStart epoch milliseconds of the period it is tallied in
 * @param deleted true when it counts no more
 */
public record CommentVersion(
    long observedAt, long likes, double score, long periodStart, boolean deleted) {

  /** Later observation wins, then larger likes, then deletion; the rest only makes it total. */
  static final Comparator<CommentVersion> BY_VERSION =
      Comparator.comparingLong(CommentVersion::observedAt)
          .thenComparingLong(CommentVersion::likes)
          .thenComparing(CommentVersion::deleted)
          .thenComparingDouble(CommentVersion::score)
          .thenComparingLong(CommentVersion::periodStart);

  CommentVersion movedTo(long newPeriodStart) {
    return new CommentVersion(observedAt, likes, score, newPeriodStart, deleted);
  }

  boolean supersedes(CommentVersion other) {
    return BY_VERSION.compare(this, other) > 0;
  }
}
