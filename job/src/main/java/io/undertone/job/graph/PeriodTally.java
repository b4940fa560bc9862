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
 * @param due event time at which it is passed on next, epoch milliseconds; {@link #NOT_DUE} when
 *     nothing has changed
 * @param newest epoch milliseconds at which its newest comment was written
 * @param shows whether it is to be shown as an open period soon
 * @param segments those that hold something, ascending by index
 */
public record PeriodTally(
    long start, long due, long newest, boolean shows, List<TallySegment> segments) {
  /** No change waits to be passed on. */
  static final long NOT_DUE = Long.MAX_VALUE;

  static PeriodTally starting(long start) {
    return new PeriodTally(start, NOT_DUE, Long.MIN_VALUE, false, List.of());
  }

  PeriodTally due(long at) {
    return new PeriodTally(start, at, newest, shows, segments);
  }

  PeriodTally shows(boolean soon) {
    return new PeriodTally(start, due, newest, soon, segments);
  }

  /** Without a comment, but still to be passed on. */
  PeriodTally emptied() {
    return new PeriodTally(start, due, newest, shows, List.of());
  }

  /** The post was seen in this version, with a comment written in this segment. */
  PeriodTally seeing(int segment, PostAttributes given) {
    int at = position(segment);
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
  private int position(int segment) {
    int at = 0;
    while (at < segments.size() && segments.get(at).index() < segment) {
      at++;
    }
    return at;
  }

  private PeriodTally with(List<TallySegment> changed, long newestWritten) {
    return new PeriodTally(start, due, newestWritten, shows, changed);
  }

  /** Adds a comment; the segment was {@link #seeing seen} before. */
  PeriodTally plus(int segment, int scorer, CommentVersion comment) {
    return change(segment, scorer, t -> t.merge(comment.tally()), comment.written());
  }

  /** Takes a comment out that was added before. */
  PeriodTally minus(int segment, int scorer, CommentVersion comment) {
    return change(segment, scorer, t -> t.subtract(comment.tally()), newest);
  }

  private PeriodTally change(
      int segment, int scorer, UnaryOperator<PostTally> change, long written) {
    List<TallySegment> next = new ArrayList<>(segments);
    TallySegment old = next.get(position(segment));
    next.set(position(segment), old.with(scorer, change.apply(old.tally(scorer))));
    return with(next, Math.max(newest, written));
  }

  /** Weight of the comments of the first segments together. */
  long weight(int firstSegments) {
    return first(firstSegments)
        .flatMap(segment -> segment.byScorer().stream())
        .mapToLong(PostTally::weight)
        .sum();
  }

  /** Comments of the first segments, by the name of their scorer; only scorers that have some. */
  Map<String, PostTally> byScorer(int firstSegments, List<String> names) {
    Map<String, PostTally> byScorer = new TreeMap<>();
    first(firstSegments)
        .forEach(
            segment -> {
              for (int k = 0; k < segment.byScorer().size(); k++) {
                byScorer.merge(names.get(k), segment.tally(k), PostTally::merge);
              }
            });
    byScorer.values().removeIf(tally -> tally.comments() == 0);
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
