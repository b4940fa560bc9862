// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.tally.PostTally;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The version of a comment that counts at present.
 *
 * @param observedAt epoch milliseconds at which it was seen; Long.MIN_VALUE when unknown
 * @param likes likes of the comment
 * @param score positive sentiment in [0,1]
 * @param written epoch milliseconds at which it was written
 * @param deleted true when it counts no more
 * @param scorer who scored it
 * @param author salted hash of the author; null when it plays no part
 * @param text newest text of the comment; null when none came or none is kept
 */
public record CommentVersion(
    long observedAt,
    long likes,
    double score,
    long written,
    boolean deleted,
    String scorer,
    @Nullable String author,
    @Nullable CommentText text) {

  /** Later observation wins, then larger likes, then deletion; the rest only makes it total. */
  static final Comparator<CommentVersion> BY_VERSION =
      Comparator.comparingLong(CommentVersion::observedAt)
          .thenComparingLong(CommentVersion::likes)
          .thenComparing(CommentVersion::deleted)
          .thenComparingDouble(CommentVersion::score)
          .thenComparingLong(CommentVersion::written)
          .thenComparing(CommentVersion::scorer)
          .thenComparing(
              CommentVersion::author, Comparator.nullsFirst(Comparator.<String>naturalOrder()));

  static CommentVersion of(ScoredComment comment) {
    long observedAt = PostAttributes.observedMillis(comment.observedAt());
    return new CommentVersion(
        observedAt,
        comment.likes(),
        comment.score(),
        comment.time().toEpochMilli(),
        comment.deleted(),
        comment.scorer(),
        comment.author(),
        CommentText.of(observedAt, comment.likes(), comment.text()));
  }

  /** The newer of two versions, with the newest text of both: in any order. */
  CommentVersion merge(CommentVersion other) {
    CommentVersion newest = other.supersedes(this) ? other : this;
    CommentText newestText = CommentText.newest(text, other.text);
    return Objects.equals(newest.text, newestText) ? newest : newest.with(newestText);
  }

  private CommentVersion with(@Nullable CommentText newText) {
    return new CommentVersion(observedAt, likes, score, written, deleted, scorer, author, newText);
  }

  /** Whether it may be shown. */
  boolean isEvidence() {
    return !deleted && text != null;
  }

  boolean supersedes(CommentVersion other) {
    return BY_VERSION.compare(this, other) > 0;
  }

  /** What it adds to its tally. */
  PostTally tally() {
    return deleted ? PostTally.EMPTY : PostTally.ofOne(score, likes);
  }
}
