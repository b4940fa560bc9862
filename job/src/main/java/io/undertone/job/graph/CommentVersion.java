// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.PostTally;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The version of a comment that counts at present.
 *
 * @param observedAt epoch milliseconds at which it was seen; Long.MIN_VALUE when unknown
 * @param likes likes of the comment
 * @param score positive sentiment in [0,1]
 * @param written epoch milliseconds at which it was written
 * @param periodStart epoch milliseconds of the period it is tallied in
 * @param deleted true when it counts no more
 * @param scorer who scored it
 * @param author salted hash of the author; null when it plays no part
 */
public record CommentVersion(
    long observedAt,
    long likes,
    double score,
    long written,
    long periodStart,
    boolean deleted,
    String scorer,
    @Nullable String author) {

  /** Later observation wins, then larger likes, then deletion; the rest only makes it total. */
  static final Comparator<CommentVersion> BY_VERSION =
      Comparator.comparingLong(CommentVersion::observedAt)
          .thenComparingLong(CommentVersion::likes)
          .thenComparing(CommentVersion::deleted)
          .thenComparingDouble(CommentVersion::score)
          .thenComparingLong(CommentVersion::periodStart)
          .thenComparingLong(CommentVersion::written)
          .thenComparing(CommentVersion::scorer)
          .thenComparing(
              CommentVersion::author, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

  static CommentVersion of(ScoredComment comment, Period period) {
    return new CommentVersion(
        PostAttributes.observedMillis(comment.observedAt()),
        comment.likes(),
        comment.score(),
        comment.time().toEpochMilli(),
        period.start().toEpochMilli(),
        comment.deleted(),
        comment.scorer(),
        comment.author());
  }

  CommentVersion movedTo(long newPeriodStart) {
    return new CommentVersion(
        observedAt, likes, score, written, newPeriodStart, deleted, scorer, author);
  }

  boolean supersedes(CommentVersion other) {
    return BY_VERSION.compare(this, other) > 0;
  }

  /** What it adds to its tally. */
  PostTally tally() {
    return deleted ? PostTally.EMPTY : PostTally.ofOne(score, likes);
  }
}
