// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.PostVersion;
import io.undertone.ingest.Refusal;
import io.undertone.ingest.UnjoinedComment;
import io.undertone.job.options.PeriodBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by post id: joins posts and comments that arrive apart, in any order. Post and comments are
 * kept until the period of the last record, and with periods by post that of the post, takes no
 * more; a comment whose post has not come is a dead letter then. A newer version of a post goes on
 * with its newest comment, which carries the new likes to the tally while its period takes them.
 */
public final class JoinFunction extends KeyedProcessFunction<String, Parsed, Comment>
    implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** Comments whose post never came. */
  public static final OutputTag<DeadLetter> ORPHANS = new OutputTag<>("orphans") {};

  private static final Comparator<PostVersion> BY_VERSION =
      Comparator.comparing(
              PostVersion::observedAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
          .thenComparingLong(PostVersion::likes);

  private final Deadlines deadlines;
  private final PeriodBy periodBy;

  private transient ReachedTime reached;
  private transient ValueState<PostVersion> post;
  private transient ValueState<UnjoinedComment> carrier;
  private transient ValueState<Long> keepUntil;
  private transient MapState<String, UnjoinedComment> waiting;
  private transient OriginCounter orphans;
  private transient OriginCounter duplicates;

  /**
   * @param deadlines until when the tally takes the comments of a period
   * @param periodBy what a comment's period goes by
   */
  public JoinFunction(Deadlines deadlines, PeriodBy periodBy) {
    this.deadlines = deadlines;
    this.periodBy = periodBy;
  }

  /** Key of a record that arrives apart. */
  static String post(Parsed parsed) {
    PostVersion version = parsed.post();
    UnjoinedComment comment = parsed.unjoined();
    if (version != null) {
      return version.post();
    }
    if (comment != null) {
      return comment.post();
    }
    throw new IllegalArgumentException("Only posts and comments that arrive apart are joined.");
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    reached = new ReachedTime(context);
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    reached.snapshot();
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    post = runtime.getState(new ValueStateDescriptor<>("post", PostVersion.class));
    carrier = runtime.getState(new ValueStateDescriptor<>("carrier", UnjoinedComment.class));
    keepUntil = runtime.getState(new ValueStateDescriptor<>("keep-until", Long.class));
    waiting =
        runtime.getMapState(
            new MapStateDescriptor<>("waiting", String.class, UnjoinedComment.class));
    orphans = new OriginCounter(runtime.getMetricGroup(), Metric.ORPHANS);
    duplicates = new OriginCounter(runtime.getMetricGroup(), Metric.DUPLICATES);
  }

  @Override
  public void processElement(Parsed parsed, Context context, Collector<Comment> out)
      throws Exception {
    long watermark = reached.now(context.timerService());
    keep(parsed.eventTime(), watermark, context);
    PostVersion version = parsed.post();
    UnjoinedComment comment = parsed.unjoined();
    if (version != null) {
      take(version, watermark, out);
    } else if (comment != null) {
      take(comment, out);
    }
  }

  /** The period of a post's own time is among these, since a post's event time is that time. */
  private void keep(long eventTime, long watermark, Context context) throws Exception {
    long seen = Math.max(eventTime, watermark);
    long until =
        Math.max(
            seen + deadlines.lateness().toMillis(),
            deadlines.expires(deadlines.startingAt(eventTime)));
    Long known = keepUntil.value();
    if (known == null || until > known) {
      keepUntil.update(until);
      if (known == null) {
        context.timerService().registerEventTimeTimer(until);
      }
    }
  }

  private void take(PostVersion version, long watermark, Collector<Comment> out) throws Exception {
    PostVersion known = post.value();
    if (known != null && BY_VERSION.compare(version, known) <= 0) {
      return;
    }
    post.update(version);
    UnjoinedComment joined = carrier.value();
    if (waiting.isEmpty() && joined != null && !expired(joined, version, watermark)) {
      out.collect(joined.again().join(version));
    }
    for (UnjoinedComment comment : waiting.values()) {
      carry(comment);
      out.collect(comment.join(version));
    }
    waiting.clear();
  }

  /** Nothing is lost by a comment that is not sent again: the tally has counted it. */
  private boolean expired(UnjoinedComment comment, PostVersion version, long watermark) {
    Instant time = periodBy == PeriodBy.POST ? version.time() : comment.time();
    Period period = deadlines.periodOf(time);
    return deadlines.expired(period, Math.max(watermark, comment.time().toEpochMilli()));
  }

  /** The newest comment carries: its period takes changes the longest. */
  private void carry(UnjoinedComment comment) throws Exception {
    UnjoinedComment known = carrier.value();
    if (known == null || !comment.time().isBefore(known.time())) {
      carrier.update(comment);
    }
  }

  private void take(UnjoinedComment comment, Collector<Comment> out) throws Exception {
    PostVersion known = post.value();
    if (known == null) {
      wait(comment);
      return;
    }
    carry(comment);
    out.collect(comment.join(known));
  }

  /** Until its post comes; the same record is not kept twice. */
  private void wait(UnjoinedComment comment) throws Exception {
    String version = comment.id() + '/' + comment.observedAt() + '/' + comment.likes();
    UnjoinedComment same = waiting.get(version);
    if (same != null) {
      duplicates.inc(same.origin());
    }
    waiting.put(version, comment);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Comment> out)
      throws Exception {
    long unused = reached.now(context.timerService());
    Long until = keepUntil.value();
    if (until != null && until > timestamp) {
      context.timerService().registerEventTimeTimer(until);
      return;
    }
    List<UnjoinedComment> lost = new ArrayList<>();
    for (Map.Entry<String, UnjoinedComment> entry : waiting.entries()) {
      lost.add(entry.getValue());
    }
    for (UnjoinedComment comment : lost) {
      orphans.inc(comment.origin());
      context.output(ORPHANS, orphan(comment));
    }
    post.clear();
    carrier.clear();
    keepUntil.clear();
    waiting.clear();
  }

  private DeadLetter orphan(UnjoinedComment comment) {
    return DeadLetter.of(
        orEmpty(comment.topic()),
        Refusal.of(Refusal.Kind.POST_UNKNOWN, comment.post()),
        Operator.JOIN.title(),
        comment.time().toEpochMilli(),
        Payloads.json(
            "id", comment.id(),
            "post", comment.post(),
            "time", comment.time().toString(),
            "likes", comment.likes()),
        Instant.now());
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
