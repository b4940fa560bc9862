// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a comment's text, with the version that brought it: a later version may come
 * without text.
 *
 * @param observedAt epoch milliseconds at which that version was seen; Long.MIN_VALUE when unknown
 * @param likes likes of the comment then
 * @param text at most {@link ScoredComment#MAX_TEXT} characters
 */
public record CommentText(long observedAt, long likes, String text) {
  private static final Comparator<CommentText> BY_VERSION =
      Comparator.comparingLong(CommentText::observedAt)
          .thenComparingLong(CommentText::likes)
          .thenComparing(CommentText::text);

  static @Nullable CommentText of(long observedAt, long likes, @Nullable String text) {
    return text == null ? null : new CommentText(observedAt, likes, text);
  }

  static @Nullable CommentText newest(@Nullable CommentText a, @Nullable CommentText b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return BY_VERSION.compare(a, b) >= 0 ? a : b;
  }
}
