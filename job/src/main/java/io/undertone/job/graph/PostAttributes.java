// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The version of a post's attributes that counts at present.
 *
 * @param observedAt epoch milliseconds at which it was seen; Long.MIN_VALUE when unknown
 * @param postTime when it was published
 * @param likes likes of the post
 * @param contentScore sentiment of the post itself in [0,1]; null when unknown
 * @param text hash that names its text; {@link PostWords#NONE} when unknown
 */
public record PostAttributes(
    long observedAt, Instant postTime, long likes, @Nullable Double contentScore, long text) {

  /** Later observation wins, then larger likes; the rest only makes it total. */
  static final Comparator<PostAttributes> BY_VERSION =
      Comparator.comparingLong(PostAttributes::observedAt)
          .thenComparingLong(PostAttributes::likes)
          .thenComparing(
              PostAttributes::contentScore, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(PostAttributes::postTime)
          .thenComparingLong(PostAttributes::text);

  static PostAttributes of(ScoredComment comment) {
    return new PostAttributes(
        observedMillis(
            comment.postObservedAt() != null ? comment.postObservedAt() : comment.observedAt()),
        comment.postTime(),
        comment.postLikes(),
        comment.postScore(),
        comment.postText());
  }

  static long observedMillis(@Nullable Instant observedAt) {
    return observedAt == null ? Long.MIN_VALUE : observedAt.toEpochMilli();
  }

  /** The newer of both versions, with the earlier time: should sources disagree, in any order. */
  PostAttributes merge(PostAttributes other) {
    PostAttributes newest = other.supersedes(this) ? other : this;
    Instant earliest = other.postTime.isBefore(postTime) ? other.postTime : postTime;
    return newest.postTime.equals(earliest)
        ? newest
        : new PostAttributes(
            newest.observedAt, earliest, newest.likes, newest.contentScore, newest.text);
  }

  boolean supersedes(PostAttributes other) {
    return BY_VERSION.compare(this, other) > 0;
  }
}
