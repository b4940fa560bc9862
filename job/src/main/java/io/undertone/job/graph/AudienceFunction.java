// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by topic and blogger: gathers the posts of a period and passes them on together when it
 * closes, and again whenever one of them changes. Posts carry the event time at which they were
 * passed on; those of one moment are taken together, however far the watermark jumps.
 */
public final class AudienceFunction
    extends KeyedProcessFunction<Tuple2<String, String>, PostSummary, AudiencePeriod> {
  private static final long serialVersionUID = 1L;

  private final Deadlines deadlines;
  private transient MapState<String, PostSummary> posts;
  private transient MapState<String, PostSummary> arrived;

  public AudienceFunction(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    posts = runtime.getMapState(new MapStateDescriptor<>("posts", String.class, PostSummary.class));
    arrived =
        runtime.getMapState(new MapStateDescriptor<>("arrived", String.class, PostSummary.class));
  }

  @Override
  public void processElement(PostSummary post, Context context, Collector<AudiencePeriod> out)
      throws Exception {
    long slot = context.timestamp();
    arrived.put(slot + "/" + stateKey(post), post);
    var timers = context.timerService();
    timers.registerEventTimeTimer(slot);
    timers.registerEventTimeTimer(deadlines.expires(post.period()));
  }

  private static String stateKey(PostSummary post) {
    return post.period().start().toEpochMilli() + "/" + post.post();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<AudiencePeriod> out)
      throws Exception {
    for (Long start : takeArrived(timestamp)) {
      out.collect(audience(context.getCurrentKey(), deadlines.startingAt(start)));
    }
    expire(timestamp);
  }

  /** Puts what arrived for this moment in place; returns the starts of its periods, ascending. */
  private TreeSet<Long> takeArrived(long timestamp) throws Exception {
    TreeSet<Long> changed = new TreeSet<>();
    for (Map.Entry<String, PostSummary> entry : Slots.due(arrived, timestamp).entrySet()) {
      PostSummary post = entry.getValue();
      arrived.remove(entry.getKey());
      posts.put(stateKey(post), post);
      changed.add(post.period().start().toEpochMilli());
    }
    return changed;
  }

  private AudiencePeriod audience(Tuple2<String, String> key, Period period) throws Exception {
    List<PostSummary> ofPeriod = new ArrayList<>();
    for (PostSummary post : posts.values()) {
      if (post.period().equals(period)) {
        ofPeriod.add(post);
      }
    }
    return AudiencePeriod.of(key.f0, key.f1, period, ofPeriod);
  }

  private void expire(long timestamp) throws Exception {
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, PostSummary> entry : posts.entries()) {
      if (deadlines.expires(entry.getValue().period()) <= timestamp) {
        gone.add(entry.getKey());
      }
    }
    for (String key : gone) {
      posts.remove(key);
    }
  }
}
