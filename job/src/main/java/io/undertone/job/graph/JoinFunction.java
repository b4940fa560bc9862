// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.PostVersion;
import io.undertone.ingest.UnjoinedComment;
import java.time.Duration;
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
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Keyed by post id: joins posts and comments that arrive apart, in any order. A comment waits for
 * its post as long as a closed period takes late comments, then it is a dead letter. A newer
 * version of a post goes on with one of its comments, which carries the new likes to the tally.
 */
public final class JoinFunction extends KeyedProcessFunction<String, Parsed, Comment> {
  private static final long serialVersionUID = 1L;

  /** Comments whose post never came. */
  public static final OutputTag<DeadLetter> ORPHANS = new OutputTag<>("orphans") {};

  private static final Comparator<PostVersion> BY_VERSION =
      Comparator.comparing(
              PostVersion::observedAt, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
          .thenComparingLong(PostVersion::likes);

  private final Duration patience;

  private transient ValueState<PostVersion> post;
  private transient ValueState<UnjoinedComment> carrier;
  private transient ValueState<Long> keepUntil;
  private transient MapState<String, UnjoinedComment> waiting;
  private transient Counter orphans;

  /**
   * @param patience event time for which a comment waits and a post is kept after its last record
   */
  public JoinFunction(Duration patience) {
    this.patience = patience;
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
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    post = runtime.getState(new ValueStateDescriptor<>("post", PostVersion.class));
    carrier = runtime.getState(new ValueStateDescriptor<>("carrier", UnjoinedComment.class));
    keepUntil = runtime.getState(new ValueStateDescriptor<>("keep-until", Long.class));
    waiting =
        runtime.getMapState(
            new MapStateDescriptor<>("waiting", String.class, UnjoinedComment.class));
    orphans = runtime.getMetricGroup().counter(Metric.ORPHANS.title());
  }

  @Override
  public void processElement(Parsed parsed, Context context, Collector<Comment> out)
      throws Exception {
    keep(parsed.eventTime(), context);
    PostVersion version = parsed.post();
    UnjoinedComment comment = parsed.unjoined();
    if (version != null) {
      take(version, out);
    } else if (comment != null) {
      take(comment, out);
    }
  }

  private void keep(long eventTime, Context context) throws Exception {
    long seen = Math.max(eventTime, context.timerService().currentWatermark());
    long until = seen + patience.toMillis();
    Long known = keepUntil.value();
    if (known == null || until > known) {
      keepUntil.update(until);
      if (known == null) {
        context.timerService().registerEventTimeTimer(until);
      }
    }
  }

  private void take(PostVersion version, Collector<Comment> out) throws Exception {
    PostVersion known = post.value();
    if (known != null && BY_VERSION.compare(version, known) <= 0) {
      return;
    }
    post.update(version);
    for (UnjoinedComment comment : waiting.values()) {
      carrier.update(comment);
      out.collect(comment.join(version));
    }
    UnjoinedComment joined = carrier.value();
    if (waiting.isEmpty() && joined != null) {
      out.collect(joined.join(version));
    }
    waiting.clear();
  }

  private void take(UnjoinedComment comment, Collector<Comment> out) throws Exception {
    PostVersion known = post.value();
    if (known == null) {
      waiting.put(comment.id() + '/' + comment.observedAt() + '/' + comment.likes(), comment);
      return;
    }
    carrier.update(comment);
    out.collect(comment.join(known));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Comment> out)
      throws Exception {
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
      orphans.inc();
      context.output(ORPHANS, orphan(comment));
    }
    post.clear();
    carrier.clear();
    keepUntil.clear();
    waiting.clear();
  }

  private DeadLetter orphan(UnjoinedComment comment) {
    return new DeadLetter(
        orEmpty(comment.topic()),
        "post unknown: no post '%s' came within %s of the comment"
            .formatted(comment.post(), inWords(patience)),
        comment.post() + "/" + comment.id(),
        comment.time().toEpochMilli(),
        Payloads.json(
            "id", comment.id(),
            "post", comment.post(),
            "time", comment.time().toString(),
            "likes", comment.likes()),
        Instant.now());
  }

  private static String inWords(Duration time) {
    return time.equals(Duration.ofDays(time.toDays())) ? time.toDays() + " days" : time.toString();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
