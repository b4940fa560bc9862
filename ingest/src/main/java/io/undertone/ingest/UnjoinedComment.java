// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment whose post arrives apart; {@link #join} makes it whole.
 *
 * @param topic null until the topic rules or the data set's default decide
 * @param post id of the post it belongs to
 * @param id comment id, unique within the post
 * @param time when it was written
 * @param likes likes or net votes; below zero they weigh as none
 * @param text null when the source has only a score
 * @param score positive sentiment in [0,1]; null when it is still to be scored
 * @param language ISO 639-1 code; null when it is still to be detected
 * @param author salted hash of the author; null when unknown; never written out
 * @param observedAt when this version was seen; null when unknown
 * @param deleted true takes the comment out again
 * @param origin number of the file it was read from, from 1; 0 when it came from no file
 */
public record UnjoinedComment(
    @Nullable String topic,
    String post,
    String id,
    Instant time,
    long likes,
    @Nullable String text,
    @Nullable Double score,
    @Nullable String language,
    @Nullable String author,
    @Nullable Instant observedAt,
    boolean deleted,
    int origin) {

  /** The origin of a comment that goes on once more, with a newer version of its post. */
  public static final int AGAIN = -1;

  /** Before every moment at which a post was seen. */
  private static final Instant UNKNOWN = Instant.ofEpochMilli(Long.MIN_VALUE);

  /**
   * The comment under its post; the comment's own topic and observation time win over the post's.
   */
  public Comment join(PostVersion version) {
    return new Comment(
        topic != null ? topic : version.topic(),
        version.blogger(),
        post,
        version.time(),
        version.likes(),
        version.text(),
        version.score(),
        id,
        time,
        likes,
        text,
        score,
        language != null ? language : version.language(),
        author,
        observedAt,
        version.observedAt() == null ? UNKNOWN : version.observedAt(),
        deleted,
        origin);
  }

  /** The same comment going on once more under a newer version of its post. */
  public UnjoinedComment again() {
    return new UnjoinedComment(
        topic, post, id, time, likes, text, score, language, author, observedAt, deleted, AGAIN);
  }
}
