// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Refusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment of one topic with its score: all that the tallies need, and where evidence is kept the
 * beginning of its text.
 *
 * @param topic what the audience talks about
 * @param blogger whose audience it is
 * @param post post id, unique within the blogger
 * @param postTime when the post was published
 * @param postLikes likes of the post, at least 0
 * @param postScore sentiment of the post itself in [0,1]; null when unknown
 * @param id comment id, unique within the post
 * @param time when the comment was written
 * @param likes likes or net votes of the comment; below zero it weighs as none
 * @param score positive sentiment in [0,1]
 * @param scorer name and version of what scored it; {@code given} when the source did
 * @param observedAt when this version was seen; null when unknown
 * @param postObservedAt when this version of the post was seen; null when it came with the comment
 * @param deleted true takes the comment out again
 * @param author salted hash of the author; null when unknown or of no use
 * @param text at most {@link #MAX_TEXT} characters; null when unknown or of no use
 * @param origin number of the file it was read from, from 1; 0 when it came from no file; {@link
 *     io.undertone.ingest.UnjoinedComment#AGAIN} when it goes on once more
 * @param postText hash that names the post's text; {@link PostWords#NONE} without one
 * @param postWords bytes of the post's hashed words, with one comment of each text; else null
 */
public record ScoredComment(
    String topic,
    String blogger,
    String post,
    Instant postTime,
    long postLikes,
    @Nullable Double postScore,
    String id,
    Instant time,
    long likes,
    double score,
    String scorer,
    @Nullable Instant observedAt,
    @Nullable Instant postObservedAt,
    boolean deleted,
    @Nullable String author,
    @Nullable String text,
    int origin,
    long postText,
    byte @Nullable [] postWords) {

  /** A comment that came from no file, of a post whose text is not known. */
  ScoredComment(
      String topic,
      String blogger,
      String post,
      Instant postTime,
      long postLikes,
      @Nullable Double postScore,
      String id,
      Instant time,
      long likes,
      double score,
      String scorer,
      @Nullable Instant observedAt,
      @Nullable Instant postObservedAt,
      boolean deleted,
      @Nullable String author,
      @Nullable String text) {
    this(
        topic,
        blogger,
        post,
        postTime,
        postLikes,
        postScore,
        id,
        time,
        likes,
        score,
        scorer,
        observedAt,
        postObservedAt,
        deleted,
        author,
        text,
        0,
        PostWords.NONE,
        null);
  }

  /** Longest text that is kept, in UTF-16 units; never half a surrogate pair. */
  public static final int MAX_TEXT = 280;

  /** Key of the tally of one post under one topic. */
  public String postKey() {
    return topic + '\u0000' + blogger + '\u0000' + post;
  }

  /** What is said of it when its period takes no more. */
  DeadLetter tooLate(Period period, Instant until) {
    return DeadLetter.of(
        topic,
        Refusal.of(Refusal.Kind.TOO_LATE, period.toString(), until.toString()),
        Operator.TALLY_POSTS.title(),
        time.toEpochMilli(),
        Payloads.json(
            "id", id,
            "blogger", blogger,
            "post", post,
            "time", time.toString(),
            "likes", likes,
            "score", score),
        Instant.now());
  }

  /** What is kept of a text. */
  static @Nullable String beginning(@Nullable String text) {
    if (text == null || text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end);
  }
}
