// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.PostComments;
import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.job.options.PeriodBy;
import java.time.Instant;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.TimerService;
import org.jspecify.annotations.Nullable;

/**
 * The versions of one post's comments that count, and what they add to its tallies. A comment costs
 * the same however many there are; whatever goes through all of them holds one at a time.
 */
final class CountedComments {
  private final RecentPosts posts;
  private final MapState<String, CommentVersion> versions;
  private final Deadlines deadlines;
  private final PeriodBy periodBy;
  private final PostTimers timers;
  private final AuthorVoices voices;
  private final TopComments top;
  private final VersionCounters counters;

  CountedComments(
      RecentPosts posts,
      MapState<String, CommentVersion> versions,
      Deadlines deadlines,
      PeriodBy periodBy,
      PostTimers timers,
      AuthorVoices voices,
      TopComments top,
      VersionCounters counters) {
    this.posts = posts;
    this.versions = versions;
    this.deadlines = deadlines;
    this.periodBy = periodBy;
    this.timers = timers;
    this.voices = voices;
    this.top = top;
    this.counters = counters;
  }

  /** The tally of a period, known or new, as of this moment. */
  PeriodTally tally(PostState post, Period period, long now) throws Exception {
    long start = period.start().toEpochMilli();
    PeriodTally known = post.period(start);
    return counting(known == null ? PeriodTally.starting(start, top.floor()) : known, period, now);
  }

  /** What was written for a revision until this moment counts. */
  PeriodTally counting(PeriodTally tally, Period period, long now) throws Exception {
    int last = deadlines.lastCounted(period, now);
    if (tally.isExpired() || !tally.waits(last)) {
      return tally.counting(last);
    }
    voices.counting(tally, last);
    return top.counting(tally.counting(last), last);
  }

  /** Counts a comment, in the place of an older version of it; an older version itself is not. */
  PostState count(PostState post, ScoredComment comment, long now, TimerService service)
      throws Exception {
    CommentVersion given = CommentVersion.of(comment);
    CommentVersion old = posts.isNew(comment.id()) ? null : versions.get(comment.id());
    CommentVersion next = old == null ? given : old.merge(given);
    boolean newer = old == null || given.supersedes(old);
    counters.record(comment.origin(), old, next, newer);
    if (next.equals(old)) {
      return post;
    }
    PostState changed = old == null ? post : takeOut(post, comment.id(), old, newer, now, service);
    return putIn(changed, comment.id(), next, newer, now, service);
  }

  private PostState takeOut(
      PostState post,
      String id,
      CommentVersion old,
      boolean tallied,
      long now,
      TimerService service)
      throws Exception {
    Period period = period(post, old);
    PeriodTally tally = post.period(period.start().toEpochMilli());
    if (tally == null || tally.isExpired()) {
      return post;
    }
    tally = counting(tally, period, now);
    int place = tally.place(deadlines.segment(period, old.written()));
    PeriodTally less = top.minus(tally, place, id, old);
    if (tallied) {
      ensure(post, tally, period);
      voices.minus(tally, place, old);
      less = less.minus(place, post.scorers().indexOf(old.scorer()), old);
    }
    return post.with(schedule(less, place, tallied, now, service));
  }

  private PostState putIn(
      PostState post,
      String id,
      CommentVersion next,
      boolean tallied,
      long now,
      TimerService service)
      throws Exception {
    PostState known = post.withScorer(next.scorer());
    Period period = period(known, next);
    PeriodTally tally = tally(known, period, now);
    int place = tally.place(deadlines.segment(period, next.written()));
    if (tallied) {
      ensure(known, tally, period);
    }
    versions.put(id, next);
    PeriodTally more = top.plus(tally, place, id, next);
    if (tallied) {
      voices.plus(tally, place, next);
      more = more.plus(place, known.scorers().indexOf(next.scorer()), next);
    }
    return known.with(schedule(more, place, tallied, now, service));
  }

  private PeriodTally schedule(
      PeriodTally tally, int place, boolean tallied, long now, TimerService service) {
    return tallied && place < Deadlines.SEGMENTS
        ? timers.changed(tally, now, service)
        : timers.arm(tally, now, service);
  }

  /** Where a comment counts. */
  private Period period(PostState post, CommentVersion version) {
    Instant time =
        periodBy == PeriodBy.COMMENT
            ? Instant.ofEpochMilli(version.written())
            : post.known().postTime();
    return deadlines.periodOf(time);
  }

  private void ensure(PostState post, PeriodTally tally, Period period) throws Exception {
    voices.ensure(
        tally,
        visitor -> {
          for (CommentVersion version : versions.values()) {
            if (period(post, version).equals(period)) {
              visitor.visit(tally.place(deadlines.segment(period, version.written())), version);
            }
          }
        });
  }

  /** The post turned out to be older: its comments follow it into the earlier period. */
  PostState move(PostState post, Period period, long now) throws Exception {
    PostState moved = post;
    for (PeriodTally tally : post.periods()) {
      voices.forget(tally.start());
      moved = moved.with(top.lose(tally).emptied());
    }
    PeriodTally target = top.lose(tally(moved, period, now));
    for (Map.Entry<String, CommentVersion> entry : versions.entries()) {
      CommentVersion version = entry.getValue();
      int place = target.place(deadlines.segment(period, version.written()));
      target =
          target
              .seeing(place, post.known())
              .plus(place, post.scorers().indexOf(version.scorer()), version);
      if (place >= Deadlines.SEGMENTS) {
        target = top.plus(target, place, entry.getKey(), version);
      }
    }
    return moved.with(target);
  }

  /** Sums over the first segments, with at most the cap of each author. */
  AuthorCap.Capped sums(PostState post, PeriodTally tally, int segments) throws Exception {
    ensure(post, tally, deadlines.startingAt(tally.start()));
    return voices.sum(tally, post.scorers(), segments);
  }

  /** The most weighty comments of a period; null when there is nothing to show. */
  @Nullable PostComments evidence(String key, PostState post, PeriodTally tally, long moment)
      throws Exception {
    Period period = deadlines.startingAt(tally.start());
    return top.issue(
        key,
        tally,
        period,
        deadlines.revision(period, moment),
        version ->
            period(post, version).equals(period)
                && deadlines.segment(period, version.written()) <= tally.counted());
  }

  /** After the most weighty comments were passed on. */
  PeriodTally shown(PeriodTally tally) throws Exception {
    return tally.textsDue(PeriodTally.NEVER).floor(top.floorOf(tally.start()));
  }

  /**
   * Forgets the comments of a period that takes no more.
   *
   * @param left periods that there still are; others may have comments of their own
   */
  void forget(PostState left, PeriodTally gone) throws Exception {
    if (left.periods().stream().allMatch(PeriodTally::isExpired)) {
      versions.clear();
      voices.forgetAll();
      top.forgetAll();
      return;
    }
    voices.forget(gone.start());
    top.forget(gone.start());
    Entries.removeIf(
        versions, entry -> period(left, entry.getValue()).start().toEpochMilli() == gone.start());
  }
}
