// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.feed;

import io.undertone.docker.feed.CommentFeed.FeedRecord;
import io.undertone.docker.feed.CommentFeed.FeedRecord.Kind;
import io.undertone.generate.GeneratedComment;
import io.undertone.generate.GeneratedSuite;
import io.undertone.generate.Suite;
import io.undertone.generate.SuiteOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * Comments of a generated suite in order of time as a crawler that errs delivers them: some twice,
 * some long after their time, some broken. The same seed gives the same records.
 */
public final class CommentFeed implements Iterator<FeedRecord> {
  private static final int REMEMBERED = 256;
  private static final int KEEP_ONE_IN = 400;

  private final Iterator<GeneratedComment> comments;
  private final Faults faults;
  private final Random random;
  private final List<GeneratedComment> recent = new ArrayList<>();
  private final ArrayDeque<GeneratedComment> kept = new ArrayDeque<>();
  private final ArrayDeque<FeedRecord> waiting = new ArrayDeque<>();
  private long taken;

  /**
   * How often the crawler errs.
   *
   * @param repeated share of comments that come twice, at most 256 comments apart, 0..1
   * @param broken share of comments beside which a broken record comes, 0..1
   * @param staleAfter one comment in 400 comes again when so much event time has passed; zero for
   *     none
   */
  public record Faults(double repeated, double broken, Duration staleAfter) {
    /** None at all. */
    public static final Faults NONE = new Faults(0, 0, Duration.ZERO);
  }

  public CommentFeed(SuiteOptions options, Faults faults) {
    comments = GeneratedSuite.of(Suite.FRIEDKIN_JOHNSEN, options).comments().iterator();
    this.faults = faults;
    random = new Random(options.seed());
  }

  @Override
  public boolean hasNext() {
    return !waiting.isEmpty() || comments.hasNext();
  }

  @Override
  public FeedRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    if (waiting.isEmpty()) {
      take(comments.next());
    }
    return waiting.remove();
  }

  private void take(GeneratedComment comment) {
    waiting.add(new FeedRecord(Kind.COMMENT, comment));
    remember(comment);
    if (random.nextDouble() < faults.repeated()) {
      waiting.add(new FeedRecord(Kind.REPEATED, recent.get(random.nextInt(recent.size()))));
    }
    if (random.nextDouble() < faults.broken()) {
      waiting.add(new FeedRecord(Kind.BROKEN, comment));
    }
    addStale(comment);
  }

  private void remember(GeneratedComment comment) {
    if (recent.size() < REMEMBERED) {
      recent.add(comment);
    } else {
      recent.set((int) (taken % REMEMBERED), comment);
    }
    taken++;
  }

  private void addStale(GeneratedComment now) {
    if (faults.staleAfter().isZero()) {
      return;
    }
    if (taken % KEEP_ONE_IN == 0) {
      kept.add(now);
    }
    GeneratedComment oldest = kept.peek();
    if (oldest != null && oldest.time().plus(faults.staleAfter()).isBefore(now.time())) {
      waiting.add(new FeedRecord(Kind.STALE, kept.remove()));
    }
  }

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
}
