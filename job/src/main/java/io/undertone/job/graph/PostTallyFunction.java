// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.Standing;
import io.undertone.ingest.DeadLetter;
import io.undertone.job.options.UndertoneOptions.PeriodBy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by post: drops duplicates, lets newer versions replace older ones, and passes the post's
 * tally on when its period closes and whenever a closed period is revised; of the open period, as
 * of each mark and, for display, now and then by wall clock.
 *
 * <p>What comes after the allowed lateness leaves through {@link #LATE}. Where comments belong to
 * periods of their own, the post's attributes are kept for good: it may be commented on at any
 * time.
 */
@SuppressWarnings("ReferenceEquality") // the same instance says that nothing changed
public final class PostTallyFunction
    extends KeyedProcessFunction<String, ScoredComment, PostSummary>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** Comments of periods that take no more. */
  public static final OutputTag<DeadLetter> LATE = new OutputTag<>("late") {};

  private final Deadlines deadlines;
  private final PeriodBy periodBy;
  private final long showEvery;
  private final AuthorCap cap;

  /** By topic: start of the first period that is not counted yet. */
  private final HashMap<String, Instant> countedUpTo;

  private transient ReachedTime time;
  private transient ValueState<PostState> state;
  private transient PostComments comments;
  private transient HeldComments held;
  private transient PostTimers timers;
  private transient Counter late;
  private transient Counter alreadyCounted;

  /**
   * @param showEvery wall time after which a changed open period is passed on for display; zero for
   *     never
   * @param cap what one author counts for at most
   * @param warmStart history whose periods are counted already
   */
  public PostTallyFunction(
      Deadlines deadlines,
      PeriodBy periodBy,
      Duration showEvery,
      AuthorCap cap,
      WarmStart warmStart) {
    this.deadlines = deadlines;
    this.periodBy = periodBy;
    this.showEvery = showEvery.toMillis();
    this.cap = cap;
    this.countedUpTo = warmStart.upTo();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    time = new ReachedTime(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    time.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    state = runtime.getState(new ValueStateDescriptor<>("post", new PostStateSerializer()));
    timers = new PostTimers(deadlines, showEvery);
    held =
        new HeldComments(
            runtime.getMapState(
                new MapStateDescriptor<>("held", String.class, ScoredComment.class)));
    comments =
        new PostComments(
            runtime.getMapState(
                new MapStateDescriptor<>(
                    "comments", StringSerializer.INSTANCE, new CommentVersionSerializer())),
            deadlines,
            timers,
            cap,
            new VersionCounters(runtime.getMetricGroup()));
    late = runtime.getMetricGroup().counter(Metric.LATE_COMMENTS.title());
    alreadyCounted = runtime.getMetricGroup().counter(Metric.ALREADY_COUNTED.title());
  }

  @Override
  public void processElement(ScoredComment comment, Context context, Collector<PostSummary> out)
      throws Exception {
    PostState known = state.value();
    PostState before = known == null ? PostState.NEW : known;
    Period period = period(before, comment);
    if (period.start().isBefore(countedUpTo.getOrDefault(comment.topic(), Instant.MIN))) {
      alreadyCounted.inc();
      return;
    }
    long watermark = time.now(context.timerService());
    long written = comment.time().toEpochMilli();
    if (deadlines.expired(period, Math.max(watermark, written))) {
      late.inc();
      context.output(LATE, tooLate(comment, period));
      return;
    }
    PostState after;
    if (written > deadlines.closes(period)) {
      long due = deadlines.passesOn(period, Math.max(watermark, written));
      held.hold(due, comment);
      context.timerService().registerEventTimeTimer(due);
      after = before.holding(due);
    } else {
      after = take(before, comment, period, watermark, context.timerService());
    }
    if (after != before) {
      state.update(after);
    }
  }

  /** A post has one time; should sources disagree, the earliest counts, in any order. */
  private Period period(PostState post, ScoredComment comment) {
    if (periodBy == PeriodBy.COMMENT) {
      return deadlines.calendar().periodOf(comment.time());
    }
    PostAttributes known = post.attributes();
    Instant time =
        known != null && known.postTime().isBefore(comment.postTime())
            ? known.postTime()
            : comment.postTime();
    return deadlines.calendar().periodOf(time);
  }

  private DeadLetter tooLate(ScoredComment comment, Period period) {
    return new DeadLetter(
        comment.topic(),
        "too late: its period %s took comments until %s"
            .formatted(period, period.end().plus(deadlines.lateness())),
        Operator.TALLY_POSTS.title(),
        comment.time().toEpochMilli(),
        Payloads.json(
            "id", comment.id(),
            "blogger", comment.blogger(),
            "post", comment.post(),
            "time", comment.time().toString(),
            "likes", comment.likes(),
            "score", comment.score()),
        Instant.now());
  }

  private PostState take(
      PostState post, ScoredComment comment, Period period, long now, TimerService service)
      throws Exception {
    PostState seen = see(post, comment, period);
    PostState next = seen;
    if (seen != post) {
      for (PeriodTally tally : seen.periods()) {
        boolean known = post.period(tally.start()) != null;
        if (!known || !post.sameVersion(seen, tally.start())) {
          next = next.with(timers.schedule(tally, now, service));
        }
      }
    }
    return comments.count(next, comment, period, now, service);
  }

  /** Takes in the version of the post that came with a comment. */
  private PostState see(PostState post, ScoredComment comment, Period period) throws Exception {
    PostAttributes given = PostAttributes.of(comment);
    PostAttributes known = post.attributes();
    PostState seen = post.seeing(given);
    if (periodBy == PeriodBy.POST && known != null && given.postTime().isBefore(known.postTime())) {
      seen = comments.move(seen, period);
    }
    int segment = deadlines.segment(period, comment.time().toEpochMilli());
    seen = seen.seeing(period.start().toEpochMilli(), segment, given);
    // a version that arrived by itself belongs to no comment's time, whichever comment carries it
    return comment.postObservedAt() == null ? seen : seen.settling(given);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PostSummary> out)
      throws Exception {
    PostState known = state.value();
    if (known == null) {
      return;
    }
    String key = context.getCurrentKey();
    PostState after;
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      after = show(known, time.now(context.timerService()), key, out);
    } else {
      time.now(context.timerService());
      PostState taken = takeHeld(known, timestamp, context.timerService());
      passMarks(taken, timestamp, key, out);
      after = expire(passOn(taken, timestamp, key, out), timestamp);
    }
    if (after == null) {
      state.clear();
    } else if (after != known) {
      state.update(after);
    }
  }

  private PostState takeHeld(PostState post, long timestamp, TimerService service)
      throws Exception {
    if (!post.holdsUntil(timestamp)) {
      return post;
    }
    PostState next = post.released(timestamp);
    for (ScoredComment comment : held.release(timestamp)) {
      Period period = period(next, comment);
      PostState taken = take(next, comment, period, timestamp, service);
      // a change is due now, whatever the watermark says
      next =
          taken == next
              ? taken
              : taken.with(taken.periodOrNew(period.start().toEpochMilli()).due(timestamp));
    }
    return next;
  }

  /**
   * Segments before the mark hold nothing but what was written until then. Corrections of it that
   * are yet to come are missing: a mark holds what had arrived.
   */
  private void passMarks(PostState post, long timestamp, String key, Collector<PostSummary> out)
      throws Exception {
    for (PeriodTally tally : post.periods()) {
      Period period = deadlines.startingAt(tally.start());
      for (int k = 1; k <= Deadlines.MARKS; k++) {
        if (timestamp == deadlines.reaches(period, k) && tally.weight(k) > 0) {
          out.collect(
              view(key, post, tally, period).summary(Standing.MARK, deadlines.mark(period, k), k));
        }
      }
    }
  }

  private PostState passOn(PostState post, long timestamp, String key, Collector<PostSummary> out)
      throws Exception {
    PostState next = post;
    for (PeriodTally tally : post.periods()) {
      if (tally.due() <= timestamp) {
        Period period = deadlines.startingAt(tally.start());
        out.collect(
            view(key, post, tally, period)
                .summary(Standing.CLOSED, period.end(), Deadlines.SEGMENTS));
        next = next.with(tally.due(PeriodTally.NOT_DUE).shows(false));
      }
    }
    return next;
  }

  private PostState show(PostState post, long watermark, String key, Collector<PostSummary> out)
      throws Exception {
    PostState next = post;
    for (PeriodTally tally : post.periods()) {
      Period period = deadlines.startingAt(tally.start());
      if (tally.shows() && watermark < deadlines.closes(period)) {
        Instant asOf = Instant.ofEpochMilli(Math.max(watermark, tally.newest()));
        out.collect(
            view(key, post, tally, period).summary(Standing.OPEN, asOf, Deadlines.SEGMENTS));
      }
      next = tally.shows() ? next.with(tally.shows(false)) : next;
    }
    return next;
  }

  private PostView view(String key, PostState post, PeriodTally tally, Period period) {
    return new PostView(key, post, tally, period, comments::sums);
  }

  /** Forgets the periods that take no more; null when nothing is left to know. */
  private @Nullable PostState expire(PostState post, long timestamp) throws Exception {
    List<PeriodTally> expired =
        post.periods().stream()
            .filter(p -> timestamp >= deadlines.expires(deadlines.startingAt(p.start())))
            .toList();
    if (expired.isEmpty()) {
      return post;
    }
    PostState left = post.without(expired);
    if (left.periods().isEmpty() && left.held().isEmpty()) {
      comments.forgetAll();
      return periodBy == PeriodBy.POST ? null : left;
    }
    comments.forget(expired);
    return left;
  }
}
