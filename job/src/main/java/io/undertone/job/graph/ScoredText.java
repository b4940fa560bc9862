// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment with the beginning of its text, as release 0.1.0 kept it.
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
 * @param text at most {@link ScoredComment#MAX_TEXT} characters; null of a deletion that came
 *     without text
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

  /**
   * The comment as the tally takes it: what is not known here loses against what the tally knows.
   */
  ScoredComment comment() {
    return new ScoredComment(
        topic,
        blogger,
        post,
        postTime,
        0,
        null,
        id,
        time,
        likes,
        score,
        scorer,
        observedAt == Long.MIN_VALUE ? null : Instant.ofEpochMilli(observedAt),
        null,
        deleted,
        null,
        text);
  }
}
