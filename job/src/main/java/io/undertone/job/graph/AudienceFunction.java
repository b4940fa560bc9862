// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by topic and blogger: gathers the posts of a period and passes them on together when it
 * closes, and again whenever one of them changes. Posts carry the event time at which they were
 * passed on; those of one moment are taken together, however far the watermark jumps. Posts as of a
 * mark are passed on likewise, and kept no longer. Posts as of now are passed on at once, with the
 * others of the open period.
 */
public final class AudienceFunction
    extends KeyedProcessFunction<Tuple2<String, String>, PostSummary, AudiencePeriod> {
  private static final long serialVersionUID = 1L;

  private final Deadlines deadlines;
  private transient MapState<String, PostSummary> posts;
  private transient MapState<String, PostSummary> arrived;
  private transient MapState<String, PostSummary> shown;

  public AudienceFunction(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    posts = runtime.getMapState(new MapStateDescriptor<>("posts", String.class, PostSummary.class));
    arrived =
        runtime.getMapState(new MapStateDescriptor<>("arrived", String.class, PostSummary.class));
    shown = runtime.getMapState(new MapStateDescriptor<>("shown", String.class, PostSummary.class));
  }

  @Override
  public void processElement(PostSummary post, Context context, Collector<AudiencePeriod> out)
      throws Exception {
    if (post.standing() == Standing.OPEN) {
      shown.put(stateKey(post), post);
      Showing.soon(context.timerService());
      return;
    }
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
    Tuple2<String, String> key = context.getCurrentKey();
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      partial(key, shown.values(), Standing.OPEN, out);
      return;
    }
    List<PostSummary> marked = new ArrayList<>();
    for (Long start : takeArrived(timestamp, marked)) {
      out.collect(audience(key, deadlines.startingAt(start)));
    }
    partial(key, marked, Standing.MARK, out);
    expire(timestamp);
  }

  /** Puts what arrived for this moment in place; returns the starts of its periods, ascending. */
  private TreeSet<Long> takeArrived(long timestamp, List<PostSummary> marked) throws Exception {
    TreeSet<Long> changed = new TreeSet<>();
    for (Map.Entry<String, PostSummary> entry : Slots.due(arrived, timestamp).entrySet()) {
      PostSummary post = entry.getValue();
      arrived.remove(entry.getKey());
      if (post.standing() == Standing.MARK) {
        marked.add(post);
        continue;
      }
      posts.put(stateKey(post), post);
      shown.remove(stateKey(post));
      changed.add(post.period().start().toEpochMilli());
    }
    return changed;
  }

  private static void partial(
      Tuple2<String, String> key,
      Iterable<PostSummary> posts,
      Standing standing,
      Collector<AudiencePeriod> out) {
    TreeMap<Period, List<PostSummary>> periods = new TreeMap<>();
    for (PostSummary post : posts) {
      periods.computeIfAbsent(post.period(), p -> new ArrayList<>()).add(post);
    }
    periods.forEach(
        (period, own) ->
            out.collect(
                AudiencePeriod.of(
                    key.f0,
                    key.f1,
                    period,
                    own,
                    standing,
                    Showing.latest(own.stream().map(PostSummary::asOf)))));
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
