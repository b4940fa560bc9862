// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.dynamics.refit.OnlineRefit;
import io.undertone.dynamics.refit.RefitOptions;
import io.undertone.dynamics.refit.Refitted;
import io.undertone.dynamics.refit.Scoreboard;
import io.undertone.dynamics.tally.AlignedPeriod;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by topic: keeps an {@link OnlineRefit} and asks it for the findings of each period.
 *
 * <p>State is the refit as of the last period that can no longer change ({@code base}) and the
 * aligned periods since ({@code open}). A revised period is put in its place and everything since
 * the base is learnt again, so that the rows end as they would have in order.
 */
public final class RefitFunction extends KeyedProcessFunction<String, AlignedPeriod, Findings> {
  private static final long serialVersionUID = 1L;

  /** What has been learnt when the input ends, less the last period. */
  public static final OutputTag<RefitPart> LEARNT = new OutputTag<>("learnt") {};

  /** Topics kept in memory; others are rebuilt from state when their next period closes. */
  private static final int MOST_LIVE = 64;

  private final Deadlines deadlines;
  private final RefitOptions options;
  private final WarmStart warmStart;

  private transient MapState<String, byte[]> base;
  private transient ValueState<byte[]> scores;
  private transient MapState<String, AlignedPeriod> arrived;
  private transient MapState<Long, AlignedPeriod> open;
  private transient MapState<Long, Integer> revisions;
  private transient Counter closed;
  private transient Counter revised;
  private transient volatile long refitMillis;

  /** What the current state amounts to; rebuilt from it after a restore. */
  private transient Map<String, OnlineRefit> live;

  /**
   * @param warmStart what was learnt from a history before
   */
  public RefitFunction(Deadlines deadlines, RefitOptions options, WarmStart warmStart) {
    this.deadlines = deadlines;
    this.options = options;
    this.warmStart = warmStart;
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    base =
        runtime.getMapState(
            new MapStateDescriptor<>(
                "base", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    scores =
        runtime.getState(
            new ValueStateDescriptor<>(
                "scores", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    arrived =
        runtime.getMapState(new MapStateDescriptor<>("arrived", String.class, AlignedPeriod.class));
    open = runtime.getMapState(new MapStateDescriptor<>("open", Long.class, AlignedPeriod.class));
    revisions = runtime.getMapState(new MapStateDescriptor<>("revisions", Types.LONG, Types.INT));
    live =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, OnlineRefit> eldest) {
            boolean remove = size() > MOST_LIVE;
            if (remove) {
              eldest.getValue().close();
            }
            return remove;
          }
        };
    closed = runtime.getMetricGroup().counter(Metric.CLOSED_PERIODS.title());
    revised = runtime.getMetricGroup().counter(Metric.REVISIONS.title());
    runtime.getMetricGroup().gauge(Metric.REFIT_MILLIS.title(), () -> refitMillis);
  }

  @Override
  public void processElement(AlignedPeriod aligned, Context context, Collector<Findings> out)
      throws Exception {
    long slot = context.timestamp();
    arrived.put(slot + "/" + aligned.period().start().toEpochMilli(), aligned);
    context.timerService().registerEventTimeTimer(slot);
    context.timerService().registerEventTimeTimer(deadlines.expires(aligned.period()));
  }

  /** All periods that close or are revised at one moment are learnt in one go. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Findings> out)
      throws Exception {
    String topic = context.getCurrentKey();
    if (base.isEmpty() && open.isEmpty()) {
      base.putAll(warmStart.parts(topic));
    }
    TreeMap<Long, AlignedPeriod> sinceBase = sinceBase();
    TreeMap<Long, AlignedPeriod> changed = new TreeMap<>();
    for (Map.Entry<String, AlignedPeriod> entry : Slots.due(arrived, timestamp).entrySet()) {
      arrived.remove(entry.getKey());
      changed.put(entry.getValue().period().start().toEpochMilli(), entry.getValue());
    }
    if (!changed.isEmpty()) {
      long started = System.nanoTime();
      learn(topic, sinceBase, changed, out);
      sinceBase.putAll(changed);
      refitMillis = (System.nanoTime() - started) / 1_000_000;
    }
    settle(timestamp, sinceBase, context);
  }

  private void learn(
      String topic,
      TreeMap<Long, AlignedPeriod> learnt,
      TreeMap<Long, AlignedPeriod> changed,
      Collector<Findings> out)
      throws Exception {
    OnlineRefit refit;
    TreeMap<Long, AlignedPeriod> all = new TreeMap<>(learnt);
    all.putAll(changed);
    open.putAll(changed);
    boolean inOrder = learnt.isEmpty() || changed.firstKey() > learnt.lastKey();
    if (inOrder) {
      refit = live(topic, learnt);
    } else {
      refit = OnlineRefit.restore(options, baseParts());
      all.headMap(changed.firstKey()).values().forEach(refit::learn);
    }
    for (Map.Entry<Long, AlignedPeriod> entry : all.tailMap(changed.firstKey()).entrySet()) {
      out.collect(observe(refit, entry.getKey(), entry.getValue()));
    }
    replaceLive(topic, refit);
  }

  /** Scores only what closes for the first time: forecasts count as first issued. */
  private Findings observe(OnlineRefit refit, long start, AlignedPeriod aligned) throws Exception {
    boolean first = !revisions.contains(start);
    int revision = nextRevision(start);
    Refitted refitted = refit.observe(aligned, revision);
    if (first) {
      closed.inc();
      return refitted.withScores(score(refitted, revision));
    }
    revised.inc();
    return refitted.findings();
  }

  private void replaceLive(String topic, OnlineRefit refit) {
    OnlineRefit old = live.put(topic, refit);
    if (old != null && old != refit) {
      old.close();
    }
  }

  @Override
  public void close() {
    if (live != null) {
      live.values().forEach(OnlineRefit::close);
    }
  }

  private OnlineRefit live(String topic, Map<Long, AlignedPeriod> learnt) throws Exception {
    OnlineRefit refit = live.get(topic);
    if (refit == null) {
      refit = OnlineRefit.restore(options, baseParts());
      learnt.values().forEach(refit::learn);
      live.put(topic, refit);
    }
    return refit;
  }

  private List<ModelScore> score(Refitted refitted, int revision) throws Exception {
    Scoreboard board = Scoreboard.restore(scores.value());
    List<ModelScore> rows = board.close(refitted, revision);
    scores.update(board.state());
    return rows;
  }

  private int nextRevision(long start) throws Exception {
    Integer last = revisions.get(start);
    int next = last == null ? 0 : last + 1;
    revisions.put(start, next);
    return next;
  }

  /** Moves the base over every period that can no longer change. */
  private void settle(
      long timestamp, TreeMap<Long, AlignedPeriod> sinceBase, OnTimerContext context)
      throws Exception {
    List<Long> settled =
        sinceBase.entrySet().stream()
            .filter(e -> deadlines.expires(e.getValue().period()) <= timestamp)
            .map(Map.Entry::getKey)
            .toList();
    if (settled.isEmpty()) {
      return;
    }
    OnlineRefit refit = OnlineRefit.restore(options, baseParts());
    boolean ending = context.timerService().currentWatermark() == Long.MAX_VALUE;
    for (Long start : settled) {
      if (ending && start.equals(sinceBase.lastKey())) {
        export(context, refit, deadlines.startingAt(start).start());
      }
      refit.learn(Objects.requireNonNull(sinceBase.get(start)));
      open.remove(start);
      revisions.remove(start);
    }
    base.putAll(refit.parts());
    refit.close();
  }

  private void export(OnTimerContext context, OnlineRefit refit, Instant upTo) {
    refit
        .parts()
        .forEach(
            (part, state) ->
                context.output(LEARNT, new RefitPart(context.getCurrentKey(), upTo, part, state)));
  }

  private TreeMap<Long, AlignedPeriod> sinceBase() throws Exception {
    TreeMap<Long, AlignedPeriod> periods = new TreeMap<>();
    for (Map.Entry<Long, AlignedPeriod> entry : open.entries()) {
      periods.put(entry.getKey(), entry.getValue());
    }
    return periods;
  }

  private Map<String, byte[]> baseParts() throws Exception {
    Map<String, byte[]> parts = new HashMap<>();
    for (Map.Entry<String, byte[]> entry : base.entries()) {
      parts.put(entry.getKey(), entry.getValue());
    }
    return parts;
  }
}
