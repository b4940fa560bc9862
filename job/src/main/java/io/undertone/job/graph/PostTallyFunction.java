// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.AuthorCap;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.Standing;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.UnjoinedComment;
import io.undertone.job.options.PeriodBy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.api.common.typeutils.base.array.BytePrimitiveArraySerializer;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyContext;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by post: drops duplicates, lets newer versions replace older ones, and passes the post's
 * tally and its most weighty comments on when its period closes and whenever a closed period is
 * revised; of the open period, the tally as of each mark and, for display, now and then by wall
 * clock.
 *
 * <p>What comes after the allowed lateness leaves through {@link #LATE}. Where comments belong to
 * periods of their own, a version of the post counts for the periods that begin until once more the
 * allowed lateness has passed, and is forgotten then.
 */
@SuppressWarnings("ReferenceEquality") // the same instance says that nothing changed
public final class PostTallyFunction
    extends KeyedProcessFunction<String, ScoredComment, PostSummary>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** Comments of periods that take no more. */
  public static final OutputTag<DeadLetter> LATE = new OutputTag<>("late") {};

  /** Most weighty comments of closed periods. */
  public static final OutputTag<io.undertone.dynamics.findings.PostComments> COMMENTS =
      new OutputTag<>("comments") {};

  private final Deadlines deadlines;
  private final PeriodBy periodBy;
  private final long showEvery;
  private final AuthorCap cap;
  private final int evidence;

  /** By topic: start of the first period that is not counted yet. */
  private final HashMap<String, Instant> countedUpTo;

  private transient ReachedTime time;
  private transient @Nullable KeyContext keys;
  private transient RecentPosts posts;
  private transient CountedComments comments;
  private transient PostTexts texts;
  private transient MapState<String, ScoredComment> held;
  private transient PostTimers timers;
  private transient OriginCounter late;
  private transient OriginCounter alreadyCounted;

  /**
   * @param showEvery wall time after which a changed open period is passed on for display; zero for
   *     never
   * @param cap what one author counts for at most
   * @param evidence comments per post and period to pass on; 0 for none
   * @param warmStart history whose periods are counted already
   */
  public PostTallyFunction(
      Deadlines deadlines,
      PeriodBy periodBy,
      Duration showEvery,
      AuthorCap cap,
      int evidence,
      WarmStart warmStart) {
    this.deadlines = deadlines;
    this.periodBy = periodBy;
    this.showEvery = showEvery.toMillis();
    this.cap = cap;
    this.evidence = evidence;
    this.countedUpTo = warmStart.upTo();
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    time = new ReachedTime(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    time.snapshot();
    posts.write();
  }

  /** Which post's turn it is, and how to give it to another. */
  void runIn(KeyContext operator) {
    keys = operator;
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    posts =
        new RecentPosts(
            runtime.getState(new ValueStateDescriptor<>("post", new PostStateSerializer())),
            Objects.requireNonNull(keys, "runs in a PostTallyOperator"),
            RecentPosts.MOST,
            RecentPosts.MOST_COMMENTS);
    timers = new PostTimers(deadlines, periodBy, showEvery);
    texts =
        new PostTexts(
            map("post-texts", LongSerializer.INSTANCE, BytePrimitiveArraySerializer.INSTANCE));
    held = runtime.getMapState(new MapStateDescriptor<>("held", String.class, ScoredComment.class));
    MapState<String, CommentVersion> versions =
        map("comments", StringSerializer.INSTANCE, new CommentVersionSerializer());
    comments =
        new CountedComments(
            posts,
            versions,
            deadlines,
            periodBy,
            timers,
            new AuthorVoices(
                cap,
                map("authors", StringSerializer.INSTANCE, new AuthorSegmentsSerializer()),
                map("capped", LongSerializer.INSTANCE, new CappedSumsSerializer())),
            new TopComments(
                map("shown", LongSerializer.INSTANCE, new ShownCommentsSerializer()),
                versions,
                evidence),
            new VersionCounters(runtime.getMetricGroup()));
    late = new OriginCounter(runtime.getMetricGroup(), Metric.LATE_COMMENTS);
    alreadyCounted = new OriginCounter(runtime.getMetricGroup(), Metric.ALREADY_COUNTED);
  }

  private <K, V> MapState<K, V> map(String name, TypeSerializer<K> keys, TypeSerializer<V> values) {
    return getRuntimeContext().getMapState(new MapStateDescriptor<>(name, keys, values));
  }

  @Override
  public void processElement(ScoredComment comment, Context context, Collector<PostSummary> out)
      throws Exception {
    PostState known = posts.turn(context.getCurrentKey());
    long watermark = time.now(context.timerService());
    PostState before =
        known == null ? PostState.NEW : releaseHeld(known, watermark, context.timerService());
    if (known != null && before != known) {
      posts.put(before);
    }
    Period period = period(before, comment);
    if (isCounted(comment.topic(), period)) {
      if (comment.origin() != UnjoinedComment.AGAIN) {
        alreadyCounted.inc(comment.origin());
      }
      return;
    }
    long written = comment.time().toEpochMilli();
    if (deadlines.expired(period, Math.max(watermark, written))) {
      if (comment.origin() != UnjoinedComment.AGAIN) {
        late.inc(comment.origin());
        context.output(LATE, comment.tooLate(period, period.end().plus(deadlines.lateness())));
      }
      return;
    }
    texts.see(comment);
    PostState after = take(before, comment, period, watermark, context.timerService());
    if (after != before) {
      posts.put(after);
    }
  }

  private boolean isCounted(String topic, Period period) {
    return !countedUpTo.isEmpty()
        && period.start().isBefore(countedUpTo.getOrDefault(topic, Instant.MIN));
  }

  /** A post has one time; should sources disagree, the earliest counts, in any order. */
  private Period period(PostState post, ScoredComment comment) {
    if (periodBy == PeriodBy.COMMENT) {
      return deadlines.periodOf(comment.time());
    }
    PostAttributes known = post.attributes();
    Instant time =
        known != null && known.postTime().isBefore(comment.postTime())
            ? known.postTime()
            : comment.postTime();
    return deadlines.periodOf(time);
  }

  private PostState take(
      PostState post, ScoredComment comment, Period period, long now, TimerService service)
      throws Exception {
    PostState seen = see(post, comment, period, now);
    PostState next = seen;
    if (seen != post) {
      for (PeriodTally tally : seen.periods()) {
        if (!tally.isExpired() && !tally.onlyWaits() && !post.sameVersion(seen, tally, deadlines)) {
          next = next.with(timers.changed(tally, now, service));
        }
      }
    }
    return comments.count(next, comment, now, service);
  }

  /** Takes in the version of the post that came with a comment. */
  private PostState see(PostState post, ScoredComment comment, Period period, long now)
      throws Exception {
    PostAttributes given = PostAttributes.of(comment);
    PostAttributes known = post.attributes();
    PostState seen = post.seeing(given);
    if (periodBy == PeriodBy.POST
        && known != null
        && period.start().isBefore(deadlines.periodOf(known.postTime()).start())) {
      seen = comments.move(seen, period, now);
    }
    PeriodTally tally = comments.tally(seen, period, now);
    int place = tally.place(deadlines.segment(period, comment.time().toEpochMilli()));
    PeriodTally seeing = tally.seeing(place, given);
    if (seeing != seen.period(tally.start())) {
      seen = seen.with(seeing);
    }
    // a version that arrived by itself belongs to no comment's time, whichever comment carries it
    return comment.postObservedAt() == null ? seen : seen.settling(given);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<PostSummary> out)
      throws Exception {
    String key = context.getCurrentKey();
    PostState known = posts.turn(key);
    if (known == null) {
      return;
    }
    long now = time.now(context.timerService());
    PostState after;
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      after = show(known, now, key, out);
    } else {
      PostState taken = releaseHeld(known, timestamp - 1, context.timerService());
      after = pass(taken, timestamp, context, out);
    }
    if (after == null) {
      posts.clear();
      texts.forgetAll();
    } else if (after != known) {
      posts.put(after);
    }
  }

  /** Layout 1 held comments back that wait for a revision; here they are tallied by themselves. */
  private PostState releaseHeld(PostState post, long now, TimerService service) throws Exception {
    if (!post.holds()) {
      return post;
    }
    PostState next = post.released();
    for (ScoredComment comment : held.values()) {
      next = take(next, comment, period(next, comment), now, service);
    }
    held.clear();
    return next;
  }

  /** All that is to be done at one moment of event time; null when nothing is left to know. */
  private @Nullable PostState pass(
      PostState post, long timestamp, OnTimerContext context, Collector<PostSummary> out)
      throws Exception {
    PostState next = post;
    for (PeriodTally tally : post.periods()) {
      PeriodTally counted = count(next, tally, timestamp);
      next = counted == tally ? next : next.with(counted);
    }
    passMarks(next, timestamp, context.getCurrentKey(), out);
    for (PeriodTally tally : next.periods()) {
      PeriodTally passed = passOn(next, tally, timestamp, context, out);
      next = passed == tally ? next : next.with(passed);
    }
    PostState left = expire(next, timestamp);
    if (left == null) {
      return null;
    }
    for (PeriodTally tally : left.periods()) {
      PeriodTally armed = timers.arm(tally, timestamp, context.timerService());
      left = armed == tally ? left : left.with(armed);
    }
    return left;
  }

  /** What was written for a revision until this moment counts, and is passed on with it. */
  private PeriodTally count(PostState post, PeriodTally tally, long timestamp) throws Exception {
    PeriodTally fired = tally.timer() <= timestamp ? tally.timer(PeriodTally.NEVER) : tally;
    Period period = deadlines.startingAt(tally.start());
    if (tally.isExpired() || !tally.waits(deadlines.lastCounted(period, timestamp))) {
      return fired;
    }
    PeriodTally counted = comments.counting(fired, period, timestamp);
    if (counted.textsDue() == Long.MIN_VALUE) {
      counted = counted.textsDue(timestamp);
    }
    boolean changes =
        tally.hasComments(deadlines.lastCounted(period, timestamp))
            || !post.sameVersion(post.with(counted), counted, deadlines);
    return changes ? counted.due(timestamp) : counted;
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
        if (timestamp == deadlines.reaches(period, k) && tally.weight(k, post.scorers()) > 0) {
          out.collect(view(key, post, tally).summary(Standing.MARK, deadlines.mark(period, k), k));
        }
      }
    }
  }

  private PeriodTally passOn(
      PostState post,
      PeriodTally tally,
      long timestamp,
      OnTimerContext context,
      Collector<PostSummary> out)
      throws Exception {
    PeriodTally passed = tally;
    String key = context.getCurrentKey();
    if (tally.due() <= timestamp) {
      out.collect(
          view(key, post, tally)
              .summary(
                  Standing.CLOSED, deadlines.startingAt(tally.start()).end(), Deadlines.SEGMENTS));
      passed = passed.due(PeriodTally.NEVER).shows(false);
    }
    if (tally.textsDue() <= timestamp) {
      var shown = evidence == 0 ? null : comments.evidence(key, post, tally, timestamp);
      if (shown != null) {
        context.output(COMMENTS, shown);
      }
      passed = evidence == 0 ? passed.textsDue(PeriodTally.NEVER) : comments.shown(passed);
    }
    return passed;
  }

  private PostState show(PostState post, long watermark, String key, Collector<PostSummary> out)
      throws Exception {
    PostState next = post;
    for (PeriodTally tally : post.periods()) {
      Period period = deadlines.startingAt(tally.start());
      if (tally.shows() && watermark < deadlines.closes(period)) {
        Instant asOf = Instant.ofEpochMilli(Math.max(watermark, tally.newest()));
        out.collect(view(key, post, tally).summary(Standing.OPEN, asOf, Deadlines.SEGMENTS));
      }
      next = tally.shows() ? next.with(tally.shows(false)) : next;
    }
    return next;
  }

  private PostView view(String key, PostState post, PeriodTally tally) {
    return new PostView(
        key, post, tally, deadlines, (of, segments) -> comments.sums(post, of, segments), texts);
  }

  /** Forgets what takes no more; null when nothing is left to know. */
  private @Nullable PostState expire(PostState post, long timestamp) throws Exception {
    PostState left = post;
    for (PeriodTally tally : post.periods()) {
      if (tally.isExpired() && !timers.remembers(tally, timestamp)) {
        left = left.without(tally);
      } else if (!tally.isExpired()
          && deadlines.expired(deadlines.startingAt(tally.start()), timestamp)) {
        left =
            timers.remembers(tally, timestamp) ? left.with(tally.expired()) : left.without(tally);
        comments.forget(left, tally);
      }
    }
    if (left == post) {
      return post;
    }
    left = left.withoutOutdated();
    return left.periods().isEmpty() ? null : left;
  }
}
