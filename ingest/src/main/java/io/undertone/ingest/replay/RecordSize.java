// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.PostVersion;
import io.undertone.ingest.UnjoinedComment;
import org.jspecify.annotations.Nullable;

/** Roughly what a record takes in memory: its objects, and two bytes a character of its texts. */
final class RecordSize {
  private static final int OBJECTS = 400;

  private RecordSize() {}

  static long of(Parsed record) {
    Comment comment = record.comment();
    if (comment != null) {
      return OBJECTS + text(comment.text()) + text(comment.postText());
    }
    PostVersion post = record.post();
    UnjoinedComment unjoined = record.unjoined();
    return OBJECTS
        + (post == null ? 0 : text(post.text()))
        + (unjoined == null ? 0 : text(unjoined.text()));
  }

  private static long text(@Nullable String text) {
    return text == null ? 0 : 2L * text.length();
  }
}
