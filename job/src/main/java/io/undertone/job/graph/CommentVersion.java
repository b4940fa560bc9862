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
 * @param likes likes or net votes of the comment; below zero it weighs as none
 * @param score positive sentiment in [0,1]
 * @param written epoch milliseconds at which it was written
 * @param deleted true when it counts no more
 * @param scorer who scored it
 * @param author salted hash of the author; null when it plays no part
 * @param text newest text of the comment; null when none came or none is kept
 * @param origin number of the file of the record that counts for it; 0 when it came from no file
 */
public record CommentVersion(
    long observedAt,
    long likes,
    double score,
    long written,
    boolean deleted,
    String scorer,
    @Nullable String author,
    @Nullable CommentText text,
    int origin) {

  /** A version that came from no file. */
  CommentVersion(
      long observedAt,
      long likes,
      double score,
      long written,
      boolean deleted,
      String scorer,
      @Nullable String author,
      @Nullable CommentText text) {
    this(observedAt, likes, score, written, deleted, scorer, author, text, 0);
  }

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
        CommentText.of(observedAt, comment.likes(), comment.text()),
        Math.max(0, comment.origin()));
  }

  /**
   * The newer of two versions, with the newest text of both: in any order. The record that counts
   * stays the first, as long as it was not taken out.
   */
  CommentVersion merge(CommentVersion other) {
    CommentVersion newest = other.supersedes(this) ? other : this;
    CommentText newestText = CommentText.newest(text, other.text);
    int counts = deleted ? newest.origin : origin;
    return Objects.equals(newest.text, newestText) && newest.origin == counts
        ? newest
        : newest.with(newestText, counts);
  }

  private CommentVersion with(@Nullable CommentText newText, int counts) {
    return new CommentVersion(
        observedAt, likes, score, written, deleted, scorer, author, newText, counts);
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
    return deleted ? PostTally.EMPTY : PostTally.ofOne(score, Math.max(0, likes));
  }
}
