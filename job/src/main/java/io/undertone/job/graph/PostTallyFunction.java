// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostTally;
import io.undertone.ingest.DeadLetter;
import io.undertone.job.options.UndertoneOptions.PeriodBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by post: drops duplicates, lets newer versions replace older ones, and passes the post's
 * tally on when its period closes and whenever a closed period is revised.
 *
 * <p>What comes after the allowed lateness leaves through {@link #LATE}.
 */
public final class PostTallyFunction
    extends KeyedProcessFunction<String, ScoredComment, PostSummary> {
  private static final long serialVersionUID = 1L;

  /** Comments of periods that take no more. */
  public static final OutputTag<DeadLetter> LATE = new OutputTag<>("late") {};

  private final Deadlines deadlines;
  private final PeriodBy periodBy;

  /** By topic: start of the first period that is not counted yet. */
  private final HashMap<String, Instant> countedUpTo;

  private transient ValueState<PostAttributes> post;
  private transient MapState<String, CommentVersion> comments;
  private transient MapState<Long, PostTally> tallies;
  private transient MapState<Long, Long> passesOn;
  private transient MapState<String, ScoredComment> held;
  private transient Counter late;
  private transient Counter alreadyCounted;
  private transient Counter duplicates;

  /**
   * @param warmStart history whose periods are counted already
   */
  public PostTallyFunction(Deadlines deadlines, PeriodBy periodBy, WarmStart warmStart) {
    this.deadlines = deadlines;
    this.periodBy = periodBy;
    this.countedUpTo = warmStart.upTo();
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    post = runtime.getState(new ValueStateDescriptor<>("post", PostAttributes.class));
    comments =
        runtime.getMapState(
            new MapStateDescriptor<>("comments", String.class, CommentVersion.class));
    tallies = runtime.getMapState(new MapStateDescriptor<>("tallies", Long.class, PostTally.class));
    held = runtime.getMapState(new MapStateDescriptor<>("held", String.class, ScoredComment.class));
    passesOn = runtime.getMapState(new MapStateDescriptor<>("passes-on", Types.LONG, Types.LONG));
    late = runtime.getMetricGroup().counter(Metric.LATE_COMMENTS.title());
    alreadyCounted = runtime.getMetricGroup().counter(Metric.ALREADY_COUNTED.title());
    duplicates = runtime.getMetricGroup().counter(Metric.DUPLICATES.title());
  }

  @Override
  public void processElement(ScoredComment comment, Context context, Collector<PostSummary> out)
      throws Exception {
    PostAttributes known = post.value();
    Instant postTime = postTime(known, comment);
    Period period = deadlines.calendar().periodOf(periodTime(comment, postTime));
    if (period.start().isBefore(countedUpTo.getOrDefault(comment.topic(), Instant.MIN))) {
      alreadyCounted.inc();
      return;
    }
    long watermark = context.timerService().currentWatermark();
    long written = comment.time().toEpochMilli();
    if (deadlines.expired(period, Math.max(watermark, written))) {
      late.inc();
      context.output(LATE, tooLate(comment, period));
      return;
    }
    if (written > deadlines.closes(period)) {
      // what a closing or a revision holds is decided by event time, not by who came first
      long due = deadlines.passesOn(period, Math.max(watermark, written));
      held.put(heldKey(due, comment), comment);
      context.timerService().registerEventTimeTimer(due);
      return;
    }
    take(comment, postTime, period, watermark, context);
  }

  private static String heldKey(long due, ScoredComment comment) {
    return due
        + "/"
        + comment.id()
        + "/"
        + comment.observedAt()
        + "/"
        + comment.likes()
        + "/"
        + comment.deleted();
  }

  private void take(
      ScoredComment comment, Instant postTime, Period period, long now, Context context)
      throws Exception {
    PostAttributes known = post.value();
    boolean postChanged = updatePost(known, comment, postTime);
    if (periodBy == PeriodBy.POST && known != null && postTime.isBefore(known.postTime())) {
      moveAll(period);
    }
    if (postChanged) {
      for (Long start : tallies.keys()) {
        schedule(deadlines.startingAt(start), now, context);
      }
    }
    updateComment(comment, period, now, context);
  }

  private DeadLetter tooLate(ScoredComment comment, Period period) {
    return new DeadLetter(
        comment.topic(),
        "too late: its period %s took comments until %s"
            .formatted(period, period.end().plus(deadlines.lateness())),
        comment.blogger() + "/" + comment.post() + "/" + comment.id(),
        comment.time().toEpochMilli(),
        Payloads.json(
            "id", comment.id(),
            "time", comment.time().toString(),
            "likes", comment.likes(),
            "score", comment.score()),
        Instant.now());
  }

  /** A post has one time; should sources disagree, the earliest counts, in any order. */
  private static Instant postTime(@Nullable PostAttributes known, ScoredComment comment) {
    return known != null && known.postTime().isBefore(comment.postTime())
        ? known.postTime()
        : comment.postTime();
  }

  private Instant periodTime(ScoredComment comment, Instant postTime) {
    return periodBy == PeriodBy.POST ? postTime : comment.time();
  }

  private boolean updatePost(
      @Nullable PostAttributes known, ScoredComment comment, Instant postTime) throws Exception {
    PostAttributes given = PostAttributes.of(comment);
    PostAttributes newest = known == null || given.supersedes(known) ? given : known;
    PostAttributes next =
        new PostAttributes(newest.observedAt(), postTime, newest.likes(), newest.contentScore());
    if (next.equals(known)) {
      return false;
    }
    post.update(next);
    return true;
  }

  /** The post turned out to be older: its comments follow it into the earlier period. */
  private void moveAll(Period period) throws Exception {
    long start = period.start().toEpochMilli();
    PostTally all = PostTally.EMPTY;
    List<Long> starts = new ArrayList<>();
    tallies.keys().forEach(starts::add);
    for (Long old : starts) {
      all = all.merge(tally(old));
      tallies.put(old, PostTally.EMPTY);
    }
    tallies.put(start, all);
    Map<String, CommentVersion> moved = new HashMap<>();
    for (Map.Entry<String, CommentVersion> entry : comments.entries()) {
      moved.put(entry.getKey(), entry.getValue().movedTo(start));
    }
    comments.putAll(moved);
  }

  private void updateComment(ScoredComment comment, Period period, long now, Context context)
      throws Exception {
    long start = period.start().toEpochMilli();
    CommentVersion version =
        new CommentVersion(
            PostAttributes.observedMillis(comment.observedAt()),
            comment.likes(),
            comment.score(),
            start,
            comment.deleted());
    CommentVersion old = comments.get(comment.id());
    if (old != null && !version.supersedes(old)) {
      duplicates.inc();
      return;
    }
    comments.put(comment.id(), version);
    if (old != null && tallies.contains(old.periodStart())) {
      schedule(deadlines.startingAt(old.periodStart()), now, context);
    }
    if (old != null && !old.deleted()) {
      tallies.put(old.periodStart(), tally(old.periodStart()).minus(old.score(), old.likes()));
    }
    PostTally tally = tally(start);
    tallies.put(start, version.deleted() ? tally : tally.plus(version.score(), version.likes()));
    schedule(period, now, context);
  }

  private PostTally tally(long start) throws Exception {
    PostTally tally = tallies.get(start);
    return tally == null ? PostTally.EMPTY : tally;
  }

  /** One timer to pass the tally on, one to forget the period. */
  private void schedule(Period period, long now, Context context) throws Exception {
    long start = period.start().toEpochMilli();
    if (passesOn.contains(start)) {
      return;
    }
    long due = deadlines.passesOn(period, now);
    passesOn.put(start, due);
    context.timerService().registerEventTimeTimer(due);
    context.timerService().registerEventTimeTimer(deadlines.expires(period));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PostSummary> out)
      throws Exception {
    takeHeld(timestamp, context);
    passOn(timestamp, context.getCurrentKey(), out);
    expire(timestamp);
  }

  private void takeHeld(long timestamp, Context context) throws Exception {
    for (Map.Entry<String, ScoredComment> entry : Slots.due(held, timestamp).entrySet()) {
      held.remove(entry.getKey());
      ScoredComment comment = entry.getValue();
      Instant postTime = postTime(post.value(), comment);
      Period period = deadlines.calendar().periodOf(periodTime(comment, postTime));
      take(comment, postTime, period, timestamp, context);
      // it is due now, whatever the watermark says
      passesOn.put(period.start().toEpochMilli(), timestamp);
    }
  }

  private void passOn(long timestamp, String key, Collector<PostSummary> out) throws Exception {
    List<Long> due = new ArrayList<>();
    for (Map.Entry<Long, Long> entry : passesOn.entries()) {
      if (entry.getValue() <= timestamp) {
        due.add(entry.getKey());
      }
    }
    for (Long start : due) {
      passesOn.remove(start);
      out.collect(summary(key, deadlines.startingAt(start), tally(start)));
    }
  }

  private PostSummary summary(String key, Period period, PostTally tally) throws Exception {
    String[] parts = key.split("\u0000", -1);
    PostAttributes version = post.value();
    boolean empty = tally.comments() == 0;
    return new PostSummary(
        parts[0],
        parts[1],
        parts[2],
        period,
        version.postTime(),
        version.likes(),
        version.contentScore(),
        empty ? 0 : tally.sentiment(),
        empty ? 0 : tally.effectiveComments(),
        tally.comments());
  }

  private void expire(long timestamp) throws Exception {
    List<Long> expired = new ArrayList<>();
    for (Long start : tallies.keys()) {
      if (timestamp >= deadlines.expires(deadlines.startingAt(start))) {
        expired.add(start);
      }
    }
    for (Long start : expired) {
      tallies.remove(start);
    }
    if (!expired.isEmpty()) {
      forgetComments(expired);
    }
  }

  private void forgetComments(List<Long> expired) throws Exception {
    if (tallies.isEmpty() && held.isEmpty()) {
      comments.clear();
      post.clear();
      return;
    }
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, CommentVersion> entry : comments.entries()) {
      if (expired.contains(entry.getValue().periodStart())) {
        gone.add(entry.getKey());
      }
    }
    for (String id : gone) {
      comments.remove(id);
    }
  }
}
