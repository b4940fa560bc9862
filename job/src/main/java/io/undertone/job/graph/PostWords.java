// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.content.PostVector;
import io.undertone.ingest.Comment;
import io.undertone.job.options.PeriodBy;
import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words of posts on their way from their texts to the tally: each comment names the text of its
 * post by a hash, and one of them carries the hashed words.
 *
 * <p>Which one: the first of each post, text and period that does not come too late by its own
 * time. Should the tally refuse that one, because its period takes no more, then it refuses all
 * that follow as well; and what it has taken, it keeps as long as the period takes comments. Only
 * when this has forgotten what it sent, the words go out again.
 */
final class PostWords implements Serializable {
  private static final long serialVersionUID = 1L;

  /** No text. */
  static final long NONE = 0;

  private static final int REMEMBERED = 20_000;
  private static final long PRIME = 0x100000001b3L;

  private final Deadlines deadlines;
  private final PeriodBy periodBy;
  private final String salt;

  private transient @Nullable Map<Sent, Boolean> sent;
  private transient @Nullable String lastText;
  private transient long lastHash;

  private record Sent(String topic, String blogger, String post, long hash, long period) {}

  /**
   * @param salt put before every word; empty for none
   */
  PostWords(Deadlines deadlines, PeriodBy periodBy, String salt) {
    this.deadlines = deadlines;
    this.periodBy = periodBy;
    this.salt = salt;
  }

  /** Names the text of a comment's post; {@link #NONE} without one. */
  long hash(Comment comment) {
    String text = comment.postText();
    if (text == null) {
      return NONE;
    }
    if (!text.equals(lastText)) {
      long hash = salt.hashCode();
      for (int k = 0; k < text.length(); k++) {
        hash = (hash ^ text.charAt(k)) * PRIME;
      }
      lastHash = hash == NONE ? 1 : hash;
      lastText = text;
    }
    return lastHash;
  }

  /** The words of a comment's post, as bytes; null unless this comment is to carry them. */
  byte @Nullable [] words(String topic, Comment comment, long hash) {
    String text = comment.postText();
    if (text == null || !sends(topic, comment, hash)) {
      return null;
    }
    return PostVector.of(text, comment.blogger(), salt).bytes();
  }

  private boolean sends(String topic, Comment comment, long hash) {
    Map<Sent, Boolean> known = sent;
    if (known == null) {
      known = remembering();
      sent = known;
    }
    Instant time = periodBy == PeriodBy.POST ? comment.postTime() : comment.time();
    Period period = deadlines.periodOf(time);
    Sent now =
        new Sent(topic, comment.blogger(), comment.post(), hash, period.start().toEpochMilli());
    if (known.containsKey(now)) {
      return false;
    }
    if (!deadlines.expired(period, comment.time().toEpochMilli())) {
      known.put(now, true);
    }
    return true;
  }

  private static Map<Sent, Boolean> remembering() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<Sent, Boolean> eldest) {
        return size() > REMEMBERED;
      }
    };
  }
}
