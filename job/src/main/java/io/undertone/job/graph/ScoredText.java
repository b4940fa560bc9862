// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.ingest.Comment;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A comment of one topic with its score and the beginning of its text, without its author.
 *
 * @param topic what the audience talks about
 * @param blogger whose audience it is
 * @param post post id, unique within the blogger
 * @param postTime when the post was published
 * @param id comment id, unique within the post
 * @param time when the comment was written
 * @param likes likes of the comment, at least 0
 * @param score positive sentiment in [0,1]
 * @param scorer name and version of what scored it; {@code given} when the source did
 * @param observedAt epoch milliseconds at which it was seen; Long.MIN_VALUE when unknown
 * @param deleted true takes the comment out again
 * @param text at most {@link #MAX_LENGTH} characters; null of a deletion that came without text
 */
public record ScoredText(
    String topic,
    String blogger,
    String post,
    Instant postTime,
    String id,
    Instant time,
    long likes,
    double score,
    String scorer,
    long observedAt,
    boolean deleted,
    @Nullable String text) {

  /** Longest text that is kept, in UTF-16 units; never half a surrogate pair. */
  public static final int MAX_LENGTH = 280;

  /** The most weighty first, and one order for all. */
  static final Comparator<ScoredText> BY_WEIGHT =
      Comparator.comparingLong(ScoredText::likes).reversed().thenComparing(ScoredText::id);

  /** Later observation wins, then larger likes, then deletion; the rest only makes it total. */
  private static final Comparator<ScoredText> BY_VERSION =
      Comparator.comparingLong(ScoredText::observedAt)
          .thenComparingLong(ScoredText::likes)
          .thenComparing(ScoredText::deleted)
          .thenComparingDouble(ScoredText::score)
          .thenComparing(ScoredText::time)
          .thenComparing(ScoredText::text, Comparator.nullsFirst(Comparator.naturalOrder()));

  static ScoredText of(ScoredComment scored, Comment comment) {
    return new ScoredText(
        scored.topic(),
        scored.blogger(),
        scored.post(),
        scored.postTime(),
        scored.id(),
        scored.time(),
        scored.likes(),
        scored.score(),
        scored.scorer(),
        PostAttributes.observedMillis(scored.observedAt()),
        scored.deleted(),
        beginning(comment.text()));
  }

  private static @Nullable String beginning(@Nullable String text) {
    if (text == null || text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return text.substring(0, end);
  }

  /** Key of the post under one topic. */
  String postKey() {
    return topic + '\u0000' + blogger + '\u0000' + post;
  }

  boolean supersedes(ScoredText other) {
    return BY_VERSION.compare(this, other) > 0;
  }
}
