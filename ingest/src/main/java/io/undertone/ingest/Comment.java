// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One comment under one post of one blogger, as a source delivered it.
 *
 * @param topic null until the topic rules or the data set's default decide
 * @param blogger whose audience it is
 * @param post post id, unique within the blogger
 * @param postTime when the post was published
 * @param postLikes likes of the post, at least 0
 * @param postText text of the post; null when the source has none
 * @param postScore sentiment of the post itself in [0,1]; null when unknown
 * @param id comment id, unique within the post: the source's, or {@code post#comment_index}
 * @param time when the comment was written; the post's time when unknown
 * @param likes likes or net votes of the comment; below zero it weighs as none
 * @param text null when the source has only a score
 * @param score positive sentiment in [0,1]; null when it is still to be scored
 * @param language ISO 639-1 code; null when it is still to be detected
 * @param author salted hash of the author; null when unknown; never written out
 * @param observedAt when this version was seen; null when unknown
 * @param postObservedAt when this version of the post was seen, the earliest moment where that is
 *     unknown; null when it came with the comment
 * @param deleted true takes the comment out again
 * @param origin number of the file it was read from, from 1; 0 when it came from no file
 */
public record Comment(
    @Nullable String topic,
    String blogger,
    String post,
    Instant postTime,
    long postLikes,
    @Nullable String postText,
    @Nullable Double postScore,
    String id,
    Instant time,
    long likes,
    @Nullable String text,
    @Nullable Double score,
    @Nullable String language,
    @Nullable String author,
    @Nullable Instant observedAt,
    @Nullable Instant postObservedAt,
    boolean deleted,
    int origin) {

  /** A comment that came from no file. */
  public Comment(
      @Nullable String topic,
      String blogger,
      String post,
      Instant postTime,
      long postLikes,
      @Nullable String postText,
      @Nullable Double postScore,
      String id,
      Instant time,
      long likes,
      @Nullable String text,
      @Nullable Double score,
      @Nullable String language,
      @Nullable String author,
      @Nullable Instant observedAt,
      @Nullable Instant postObservedAt,
      boolean deleted) {
    this(
        topic,
        blogger,
        post,
        postTime,
        postLikes,
        postText,
        postScore,
        id,
        time,
        likes,
        text,
        score,
        language,
        author,
        observedAt,
        postObservedAt,
        deleted,
        0);
  }

  /** The same comment under another topic. */
  public Comment withTopic(String newTopic) {
    return new Comment(
        newTopic,
        blogger,
        post,
        postTime,
        postLikes,
        postText,
        postScore,
        id,
        time,
        likes,
        text,
        score,
        language,
        author,
        observedAt,
        postObservedAt,
        deleted,
        origin);
  }

  /** The record that takes this version of the comment out again: without text and author. */
  public Comment deletion() {
    return new Comment(
        topic,
        blogger,
        post,
        postTime,
        postLikes,
        postText,
        postScore,
        id,
        time,
        likes,
        null,
        null,
        language,
        null,
        observedAt,
        postObservedAt,
        true,
        origin);
  }
}
