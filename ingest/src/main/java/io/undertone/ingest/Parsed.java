// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What a source made of one record: exactly one component is not null.
 *
 * @param comment a comment with its post
 * @param post a version of a post that arrived apart from its comments
 * @param unjoined a comment that arrived apart from its post
 * @param deadLetter a record that could not be used
 */
public record Parsed(
    @Nullable Comment comment,
    @Nullable PostVersion post,
    @Nullable UnjoinedComment unjoined,
    @Nullable DeadLetter deadLetter) {

  public static Parsed of(Comment comment) {
    return new Parsed(comment, null, null, null);
  }

  public static Parsed of(PostVersion post) {
    return new Parsed(null, post, null, null);
  }

  public static Parsed of(UnjoinedComment unjoined) {
    return new Parsed(null, null, unjoined, null);
  }

  public static Parsed of(DeadLetter deadLetter) {
    return new Parsed(null, null, null, deadLetter);
  }

  /**
   * Event time in milliseconds since 1970: when the comment was written or the post was published;
   * {@code Long.MIN_VALUE} for a dead letter, which has none.
   */
  public long eventTime() {
    if (comment != null) {
      return comment.time().toEpochMilli();
    }
    if (unjoined != null) {
      return unjoined.time().toEpochMilli();
    }
    return post != null ? post.time().toEpochMilli() : Long.MIN_VALUE;
  }
}
