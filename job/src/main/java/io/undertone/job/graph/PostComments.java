// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostTally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.streaming.api.TimerService;

/** The versions of one post's comments that count, and what they add to its tallies. */
final class PostComments {
  private final MapState<String, CommentVersion> versions;
  private final Deadlines deadlines;
  private final PostTimers timers;
  private final AuthorCap cap;
  private final VersionCounters counters;

  PostComments(
      MapState<String, CommentVersion> versions,
      Deadlines deadlines,
      PostTimers timers,
      AuthorCap cap,
      VersionCounters counters) {
    this.versions = versions;
    this.deadlines = deadlines;
    this.timers = timers;
    this.cap = cap;
    this.counters = counters;
  }

  /** Counts a comment, in the place of an older version of it; an older version itself is not. */
  PostState count(
      PostState post, ScoredComment comment, Period period, long now, TimerService service)
      throws Exception {
    CommentVersion version = CommentVersion.of(comment, period);
    CommentVersion old = versions.get(comment.id());
    if (old != null && !version.supersedes(old)) {
      counters.duplicate();
      return post;
    }
    counters.taken(version, old);
    versions.put(comment.id(), version);
    PostState next = post.withScorer(version.scorer());
    if (old != null) {
      next = takeOut(next, old, now, service);
    }
    int segment = deadlines.segment(period, version.written());
    PeriodTally tally = next.periodOrNew(version.periodStart());
    int scorer = next.scorers().indexOf(version.scorer());
    return next.with(timers.schedule(tally.plus(segment, scorer, version), now, service));
  }

  private PostState takeOut(PostState post, CommentVersion old, long now, TimerService service) {
    PeriodTally tally = post.period(old.periodStart());
    if (tally == null) {
      return post;
    }
    int segment = deadlines.segment(deadlines.startingAt(old.periodStart()), old.written());
    PeriodTally less = tally.minus(segment, post.scorers().indexOf(old.scorer()), old);
    return post.with(timers.schedule(less, now, service));
  }

  /** The post turned out to be older: its comments follow it into the earlier period. */
  PostState move(PostState post, Period period) throws Exception {
    long start = period.start().toEpochMilli();
    PostState moved = post;
    for (PeriodTally tally : post.periods()) {
      moved = moved.with(tally.emptied());
    }
    PeriodTally target = moved.periodOrNew(start);
    Map<String, CommentVersion> all = new HashMap<>();
    for (Map.Entry<String, CommentVersion> entry : versions.entries()) {
      CommentVersion version = entry.getValue().movedTo(start);
      all.put(entry.getKey(), version);
      int segment = deadlines.segment(period, version.written());
      target =
          target
              .seeing(segment, post.known())
              .plus(segment, post.scorers().indexOf(version.scorer()), version);
    }
    versions.putAll(all);
    return moved.with(target);
  }

  /** Sums over the first segments; reads the comments one by one only where the cap may bind. */
  AuthorCap.Capped sums(PostState post, PeriodTally tally, Period period, int segments)
      throws Exception {
    if (!cap.mayBind(tally.weight(segments))) {
      return AuthorCap.uncapped(tally.byScorer(segments, post.scorers()));
    }
    Map<String, Map<String, PostTally>> authors = new HashMap<>();
    for (Map.Entry<String, CommentVersion> entry : versions.entries()) {
      CommentVersion version = entry.getValue();
      if (version.periodStart() == tally.start()
          && deadlines.segment(period, version.written()) < segments) {
        String author = version.author();
        // first characters keep ids of comments apart from hashes of authors
        String voice = author == null ? "#" + entry.getKey() : "@" + author;
        authors
            .computeIfAbsent(voice, v -> new HashMap<>())
            .merge(version.scorer(), version.tally(), PostTally::merge);
      }
    }
    return cap.of(authors.values());
  }

  /** Forgets the comments of these periods. */
  void forget(List<PeriodTally> periods) throws Exception {
    List<Long> starts = periods.stream().map(PeriodTally::start).toList();
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, CommentVersion> entry : versions.entries()) {
      if (starts.contains(entry.getValue().periodStart())) {
        gone.add(entry.getKey());
      }
    }
    for (String id : gone) {
      versions.remove(id);
    }
  }

  void forgetAll() {
    versions.clear();
  }
}
