// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.feed;

import io.undertone.generate.GeneratedComment;
import java.util.Locale;

/**
 * One record of a feed.
 *
 * @param kind what is to become of it
 * @param comment what it is about
 */
public record FeedRecord(Kind kind, GeneratedComment comment) {

  /** What is to become of a record. */
  public enum Kind {
    /** Counts. */
    COMMENT,
    /** Came before, so it changes nothing. */
    REPEATED,
    /** Came when its period had long ceased to take comments: a dead letter. */
    STALE,
    /** No JSON: a dead letter. */
    BROKEN
  }

  /** The record as JSON in Undertone's own format; cut off in the middle when it is broken. */
  public String json() {
    String whole =
        String.format(
            Locale.ROOT,
            """
        {"blogger":"%s","post":"%s","post_time":"%s","post_likes":%d,"post_score":%s,\
        "comment_index":%d,"time":"%s","likes":%d,"score":%s}""",
            comment.blogger(),
            comment.post(),
            comment.postTime(),
            comment.postLikes(),
            comment.postScore(),
            comment.commentIndex(),
            comment.time(),
            comment.likes(),
            comment.score());
    return kind == Kind.BROKEN ? whole.substring(0, whole.length() / 2) : whole;
  }
}
