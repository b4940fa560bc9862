// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by topic and blogger: gathers the posts of a period and passes them on together when it
 * closes, and again whenever one of them changes.
 */
public final class AudienceFunction
    extends KeyedProcessFunction<Tuple2<String, String>, PostSummary, AudiencePeriod> {
  private static final long serialVersionUID = 1L;

  private final Deadlines deadlines;
  private transient MapState<String, PostSummary> posts;
  private transient MapState<Long, Boolean> changed;

  public AudienceFunction(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    posts = runtime.getMapState(new MapStateDescriptor<>("posts", String.class, PostSummary.class));
    changed = runtime.getMapState(new MapStateDescriptor<>("changed", Types.LONG, Types.BOOLEAN));
  }

  @Override
  public void processElement(PostSummary post, Context context, Collector<AudiencePeriod> out)
      throws Exception {
    Period period = post.period();
    posts.put(stateKey(post), post);
    changed.put(period.start().toEpochMilli(), true);
    var timers = context.timerService();
    timers.registerEventTimeTimer(deadlines.next(period, timers.currentWatermark()));
    timers.registerEventTimeTimer(deadlines.expires(period));
  }

  private static String stateKey(PostSummary post) {
    return post.period().start().toEpochMilli() + "/" + post.post();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<AudiencePeriod> out)
      throws Exception {
    List<Long> due = new ArrayList<>();
    for (Long start : changed.keys()) {
      if (deadlines.closes(deadlines.startingAt(start)) <= timestamp) {
        due.add(start);
      }
    }
    due.sort(null);
    for (Long start : due) {
      changed.remove(start);
      out.collect(audience(context.getCurrentKey(), deadlines.startingAt(start)));
    }
    expire(timestamp);
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
