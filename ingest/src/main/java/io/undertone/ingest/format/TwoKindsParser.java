// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertone.ingest.Parsed;
import java.util.function.Consumer;

/**
 * Reads posts and comments that arrive mixed: a comment is a record with the field {@code marker}.
 */
final class TwoKindsParser implements CommentParser {
  private final CommentParser comments;
  private final CommentParser posts;
  private final byte[] marker;

  TwoKindsParser(CommentParser comments, CommentParser posts, String marker) {
    this.comments = comments;
    this.posts = posts;
    this.marker = ('"' + marker.substring(marker.lastIndexOf('.') + 1) + '"').getBytes(UTF_8);
  }

  @Override
  public void parse(
      byte[] bytes, int from, int to, String source, long position, Consumer<Parsed> out) {
    CommentParser parser = hasMarker(bytes, from, to) ? comments : posts;
    parser.parse(bytes, from, to, source, position, out);
  }

  private boolean hasMarker(byte[] bytes, int from, int to) {
    for (int i = from; i <= to - marker.length; i++) {
      int matched = 0;
      while (matched < marker.length && bytes[i + matched] == marker[matched]) {
        matched++;
      }
      if (matched == marker.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long unknownFields() {
    return comments.unknownFields() + posts.unknownFields();
  }
}
