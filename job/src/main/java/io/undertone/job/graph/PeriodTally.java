// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.tally.PostTally;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one post has in one period, by segments, so that the tally as of a mark is exact.
 *
 * @param start epoch milliseconds at which the period starts
 * @param due event time at which it is passed on next, epoch milliseconds; {@link #NEVER} when
 *     nothing has changed
 * @param textsDue event time at which its most weighty comments are passed on next; {@link #NEVER}
 *     when they have not changed
 * @param timer event time of the next timer that is set for it; {@link #NEVER} if none is known
 * @param newest epoch milliseconds at which its newest comment was written
 * @param shows whether it is to be shown as an open period soon
 * @param counted last segment that is part of {@link Deadlines#MARKS segment 4}; {@link #EXPIRED}
 *     once the period takes no more and only the version of the post is remembered
 * @param floor rank above which every comment is among the {@link Candidates} of evidence; null
 *     while all are
 * @param segments those that hold something, ascending by index
 */
public record PeriodTally(
    long start,
    long due,
    long textsDue,
    long timer,
    long newest,
    boolean shows,
    int counted,
    @Nullable Rank floor,
    List<TallySegment> segments) {
  /** No moment. */
  static final long NEVER = Long.MAX_VALUE;

  /** It takes no more comments. */
  static final int EXPIRED = Integer.MAX_VALUE;

  static PeriodTally starting(long start, @Nullable Rank floor) {
    return new PeriodTally(
        start, NEVER, NEVER, NEVER, Long.MIN_VALUE, false, Deadlines.MARKS, floor, List.of());
  }

  PeriodTally due(long at) {
    return new PeriodTally(start, at, textsDue, timer, newest, shows, counted, floor, segments);
  }

  PeriodTally textsDue(long at) {
    return new PeriodTally(start, due, at, timer, newest, shows, counted, floor, segments);
  }

  PeriodTally timer(long at) {
    return new PeriodTally(start, due, textsDue, at, newest, shows, counted, floor, segments);
  }

  PeriodTally shows(boolean soon) {
    return new PeriodTally(start, due, textsDue, timer, newest, soon, counted, floor, segments);
  }

  PeriodTally floor(@Nullable Rank rank) {
    return new PeriodTally(start, due, textsDue, timer, newest, shows, counted, rank, segments);
  }

  /** Without a comment, but still to be passed on. */
  PeriodTally emptied() {
    return new PeriodTally(start, due, textsDue, timer, newest, shows, counted, floor, List.of());
  }

  /** Takes no more: what is left is the newest version of the post. */
  PeriodTally expired() {
    PostAttributes seen = newest(null, Integer.MAX_VALUE);
    List<TallySegment> left =
        seen == null ? List.of() : List.of(new TallySegment(Deadlines.MARKS, seen, List.of()));
    return new PeriodTally(start, NEVER, NEVER, timer, newest, false, EXPIRED, null, left);
  }

  boolean isExpired() {
    return counted == EXPIRED;
  }

  /** Whether a segment waits for its revision, until this one. */
  boolean waits(int last) {
    return firstWaiting() <= last;
  }

  /** Whether the segments that wait until this one hold comments. */
  boolean hasComments(int last) {
    return segments.stream()
        .anyMatch(
            s -> s.index() >= Deadlines.SEGMENTS && s.index() <= last && !s.byScorer().isEmpty());
  }

  /** Whether all that it has waits for a revision. */
  boolean onlyWaits() {
    return !segments.isEmpty() && segments.get(0).index() >= Deadlines.SEGMENTS;
  }

  /** Where a comment that was written in this segment is tallied. */
  int place(int segment) {
    return segment <= counted ? Math.min(segment, Deadlines.MARKS) : segment;
  }

  /** The first segment that waits for its revision; {@link #EXPIRED} if none does. */
  int firstWaiting() {
    for (TallySegment segment : segments) {
      if (segment.index() >= Deadlines.SEGMENTS) {
        return segment.index();
      }
    }
    return EXPIRED;
  }

  /** The segments until this one count from now on. */
  PeriodTally counting(int last) {
    if (last <= counted) {
      return this;
    }
    List<TallySegment> next = new ArrayList<>();
    TallySegment sum = null;
    for (TallySegment segment : segments) {
      if (segment.index() < Deadlines.MARKS || segment.index() > last) {
        next.add(segment);
      } else {
        sum = sum == null ? segment : sum.merge(Deadlines.MARKS, segment);
      }
    }
    if (sum != null) {
      TallySegment placed = new TallySegment(Deadlines.MARKS, sum.newest(), sum.byScorer());
      next.add(position(next, Deadlines.MARKS), placed);
    }
    return new PeriodTally(start, due, textsDue, timer, newest, shows, last, floor, next);
  }

  /** The post was seen in this version, with a comment written in this segment. */
  PeriodTally seeing(int segment, PostAttributes given) {
    int at = position(segments, segment);
    List<TallySegment> next = new ArrayList<>(segments);
    if (at == segments.size() || segments.get(at).index() != segment) {
      next.add(at, new TallySegment(segment, given, List.of()));
    } else if (given.supersedes(segments.get(at).newest())) {
      next.set(at, segments.get(at).seeing(given));
    } else {
      return this;
    }
    return with(next, newest);
  }

  /** Where the segment is, or would be inserted. */
  private static int position(List<TallySegment> segments, int segment) {
    int at = 0;
    while (at < segments.size() && segments.get(at).index() < segment) {
      at++;
    }
    return at;
  }

  private PeriodTally with(List<TallySegment> changed, long newestWritten) {
    return new PeriodTally(
        start, due, textsDue, timer, newestWritten, shows, counted, floor, changed);
  }

  /** Adds a comment; the segment was {@link #seeing seen} before. */
  PeriodTally plus(int segment, int scorer, CommentVersion comment) {
    // what waits is not shown yet
    long seen = segment < Deadlines.SEGMENTS ? comment.written() : newest;
    return change(segment, scorer, t -> t.merge(comment.tally()), seen);
  }

  /** Takes a comment out that was added before. */
  PeriodTally minus(int segment, int scorer, CommentVersion comment) {
    return change(segment, scorer, t -> t.subtract(comment.tally()), newest);
  }

  private PeriodTally change(
      int segment, int scorer, UnaryOperator<PostTally> change, long written) {
    List<TallySegment> next = new ArrayList<>(segments);
    int at = position(segments, segment);
    TallySegment old = next.get(at);
    next.set(at, old.with(scorer, change.apply(old.tally(scorer))));
    return with(next, Math.max(newest, written));
  }

  /** Weight of the scored comments of the first segments together. */
  long weight(int firstSegments, List<String> names) {
    return byScorer(firstSegments, names).values().stream().mapToLong(PostTally::weight).sum();
  }

  /** Comments of the first segments that nobody could score. */
  long unscored(int firstSegments, List<String> names) {
    return all(firstSegments, names).entrySet().stream()
        .filter(entry -> Unscored.is(entry.getKey()))
        .mapToLong(entry -> entry.getValue().comments())
        .sum();
  }

  /** Scored comments of the first segments, by their scorer; only scorers that have some. */
  Map<String, PostTally> byScorer(int firstSegments, List<String> names) {
    Map<String, PostTally> byScorer = all(firstSegments, names);
    byScorer.keySet().removeIf(Unscored::is);
    byScorer.values().removeIf(tally -> tally.comments() == 0);
    return byScorer;
  }

  private Map<String, PostTally> all(int firstSegments, List<String> names) {
    Map<String, PostTally> byScorer = new TreeMap<>();
    first(firstSegments)
        .forEach(
            segment -> {
              for (int k = 0; k < segment.byScorer().size(); k++) {
                byScorer.merge(names.get(k), segment.tally(k), PostTally::merge);
              }
            });
    return byScorer;
  }

  private Stream<TallySegment> first(int firstSegments) {
    return segments.stream().filter(segment -> segment.index() < firstSegments);
  }

  /** The newer of this version of the post and those seen in the first segments. */
  @Nullable PostAttributes newest(@Nullable PostAttributes than, int firstSegments) {
    PostAttributes best = than;
    for (TallySegment segment : segments) {
      if (segment.index() < firstSegments && (best == null || segment.newest().supersedes(best))) {
        best = segment.newest();
      }
    }
    return best;
  }
}
