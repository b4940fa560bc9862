// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.nowcast.NowcastBoard;
import io.undertone.dynamics.nowcast.NowcastState;
import io.undertone.dynamics.nowcast.NowcastState.OpenPeriod;
import io.undertone.dynamics.refit.OnlineRefit;
import io.undertone.dynamics.refit.OnlineRefit.Refitted;
import io.undertone.dynamics.refit.RefitOptions;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.Standing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Keyed by topic: keeps an {@link OnlineRefit} and asks it for the findings of each period.
 *
 * <p>State is the refit as of the last period that can no longer change ({@code base}) and the
 * aligned periods since ({@code open}). A revised period is put in its place and everything since
 * the base is learnt again, so that the rows end as they would have in order. Of an open period
 * nothing is learnt: it gives provisional rows, and as of its marks nowcasts that are scored when
 * it closes.
 */
public final class RefitFunction extends KeyedProcessFunction<String, AlignedPeriod, Findings> {
  private static final long serialVersionUID = 1L;

  /** What has been learnt when the input ends, less the last period. */
  public static final OutputTag<RefitPart> LEARNT = new OutputTag<>("learnt") {};

  /** What was learnt up to the last period that cannot change, by part. */
  static final MapStateDescriptor<String, byte[]> BASE =
      new MapStateDescriptor<>(
          "base", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

  /** Share of the heap that the live refits of a subtask may take. */
  private static final int LIVE_SHARE = 8;

  /** Wall time between two issues of what was learnt of a topic's posts. */
  private static final long KEEP_DRAFTS_NANOS = 60_000_000_000L;

  private final Deadlines deadlines;
  private final RefitOptions options;
  private final WarmStart warmStart;
  private final boolean exporting;

  private long liveBytes = Runtime.getRuntime().maxMemory() / LIVE_SHARE;

  private transient LearntParts base;
  private transient TopicRefits refits;
  private transient KeptScores scores;
  private transient ValueState<byte[]> known;
  private transient MapState<String, AlignedPeriod> arrived;
  private transient PeriodsSinceBase open;
  private transient MapState<Long, Integer> revisions;
  private transient MapState<Long, Boolean> shown;
  private transient ValueState<Long> settledUpTo;
  private transient Counter closed;
  private transient Counter revised;
  private transient Counter provisional;
  private transient Counter again;
  private transient Counter rebuilt;
  private transient volatile long refitMillis;

  private transient Map<String, Long> draftsKept;
  private transient long opened;

  /**
   * @param warmStart what was learnt from a history before
   * @param exporting whether what was learnt is wanted when the input ends
   */
  public RefitFunction(
      Deadlines deadlines, RefitOptions options, WarmStart warmStart, boolean exporting) {
    this.deadlines = deadlines;
    this.options = options;
    this.warmStart = warmStart;
    this.exporting = exporting;
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    base = new LearntParts(runtime.getMapState(BASE));
    scores =
        new KeptScores(
            runtime.getState(
                new ValueStateDescriptor<>(
                    "scores", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)),
            runtime.getState(
                new ValueStateDescriptor<>(
                    NowcastBoard.PART, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)),
            warmStart);
    known =
        runtime.getState(
            new ValueStateDescriptor<>(
                "nowcast-state", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
    arrived =
        runtime.getMapState(new MapStateDescriptor<>("arrived", String.class, AlignedPeriod.class));
    open =
        new PeriodsSinceBase(
            runtime.getMapState(new MapStateDescriptor<>("open", Long.class, AlignedPeriod.class)));
    revisions = runtime.getMapState(new MapStateDescriptor<>("revisions", Types.LONG, Types.INT));
    shown = runtime.getMapState(new MapStateDescriptor<>("shown", Types.LONG, Types.BOOLEAN));
    settledUpTo = runtime.getState(new ValueStateDescriptor<>("settled-up-to", Types.LONG));
    draftsKept = new HashMap<>();
    opened = System.nanoTime();
    rebuilt = runtime.getMetricGroup().counter(Metric.REBUILT.title());
    LatestParts latest =
        new LatestParts(
            runtime.getMapState(
                new MapStateDescriptor<>(
                    "latest", Types.STRING, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO)),
            runtime.getState(new ValueStateDescriptor<>("latest-start", Types.LONG)));
    refits = new TopicRefits(options, base, open, latest, new LiveRefits(liveBytes), rebuilt::inc);
    closed = runtime.getMetricGroup().counter(Metric.CLOSED_PERIODS.title());
    revised = runtime.getMetricGroup().counter(Metric.REVISIONS.title());
    provisional = runtime.getMetricGroup().counter(Metric.PROVISIONAL.title());
    again = runtime.getMetricGroup().counter(Metric.SETTLED_AGAIN.title());
    runtime.getMetricGroup().gauge(Metric.REFIT_MILLIS.title(), () -> refitMillis);
  }

  @Override
  public void processElement(AlignedPeriod aligned, Context context, Collector<Findings> out)
      throws Exception {
    if (aligned.standing() == Standing.OPEN) {
      show(aligned, context, out);
      return;
    }
    Long settled = settledUpTo.value();
    if (settled != null && aligned.period().start().toEpochMilli() <= settled) {
      // the tally takes nothing so late; should it come all the same, it must not be learnt twice
      again.inc();
      return;
    }
    long slot = context.timestamp();
    arrived.put(slot + "/" + aligned.period().start().toEpochMilli(), aligned);
    context.timerService().registerEventTimeTimer(slot);
    context.timerService().registerEventTimeTimer(deadlines.expires(aligned.period()));
  }

  /** Takes the shortest way, and none once the period is complete. */
  private void show(AlignedPeriod aligned, Context context, Collector<Findings> out)
      throws Exception {
    boolean complete =
        context.timerService().currentWatermark() >= deadlines.closes(aligned.period());
    if (complete || revisions.contains(aligned.period().start().toEpochMilli())) {
      return;
    }
    begin(aligned.topic());
    shown.put(aligned.period().start().toEpochMilli(), true);
    OpenPeriod openPeriod = openPeriod(aligned);
    out.collect(openPeriod.findings(scores.board(aligned.topic()).rows(openPeriod)));
    provisional.inc();
  }

  /** All periods that close or are revised at one moment are learnt in one go. */
  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Findings> out)
      throws Exception {
    String topic = context.getCurrentKey();
    begin(topic);
    TreeMap<Long, AlignedPeriod> changed = new TreeMap<>();
    List<AlignedPeriod> marked = new ArrayList<>();
    for (Map.Entry<String, AlignedPeriod> entry : Slots.due(arrived, timestamp).entrySet()) {
      AlignedPeriod aligned = entry.getValue();
      arrived.remove(entry.getKey());
      if (aligned.standing() == Standing.MARK) {
        marked.add(aligned);
      } else {
        changed.put(aligned.period().start().toEpochMilli(), aligned);
      }
    }
    if (!changed.isEmpty()) {
      long started = System.nanoTime();
      List<Findings> findings = new ArrayList<>();
      learn(topic, changed, findings);
      keepDrafts(topic, context, findings);
      findings.forEach(out::collect);
      known.update(refits.newest(topic).nowcastState().state());
      refits.learnt(topic);
      refitMillis = (System.nanoTime() - started) / 1_000_000;
    }
    for (AlignedPeriod aligned : marked) {
      Findings asOfMark = issue(aligned);
      // a mark is reached long after newer comments were shown where a partition lags behind
      if (!shown.contains(aligned.period().start().toEpochMilli())) {
        out.collect(asOfMark);
      }
    }
    settle(timestamp, context);
  }

  /** With the newest rows goes what was learnt of posts: at the end, and now and then before. */
  private void keepDrafts(String topic, OnTimerContext context, List<Findings> findings)
      throws Exception {
    long now = System.nanoTime();
    long last = draftsKept.getOrDefault(topic, opened);
    boolean ending =
        context.timerService().currentWatermark() == Long.MAX_VALUE && arrived.isEmpty();
    if (ending || now - last > KEEP_DRAFTS_NANOS) {
      draftsKept.put(topic, now);
      Findings newest = findings.remove(findings.size() - 1);
      findings.add(newest.but().drafts(refits.newest(topic).drafts().packed()).build());
    }
  }

  /** A topic starts with what was learnt before. */
  private void begin(String topic) throws Exception {
    if (base.isEmpty() && open.isEmpty()) {
      Map<String, byte[]> learnt = new HashMap<>(warmStart.parts(topic));
      learnt.remove(NowcastBoard.PART);
      base.begin(learnt);
    }
  }

  private OpenPeriod openPeriod(AlignedPeriod aligned) throws Exception {
    NowcastState state = nowcastState(aligned.topic());
    return state.open(aligned, refits.posts(aligned.topic(), state.bloggers()));
  }

  /** What open periods are shown by: small, and made anew only when something was learnt. */
  private NowcastState nowcastState(String topic) throws Exception {
    byte[] state = known.value();
    if (state != null) {
      return NowcastState.restore(options.calendar(), options.scores(), state);
    }
    NowcastState now = refits.newest(topic).nowcastState();
    known.update(now.state());
    return now;
  }

  /** Nowcasts as of a mark count from now on. */
  private Findings issue(AlignedPeriod aligned) throws Exception {
    OpenPeriod openPeriod = openPeriod(aligned);
    NowcastBoard board = scores.board(aligned.topic());
    board.issue(openPeriod);
    scores.keep(board);
    provisional.inc();
    return openPeriod.findings(board.rows(openPeriod));
  }

  private void learn(String topic, TreeMap<Long, AlignedPeriod> changed, List<Findings> out)
      throws Exception {
    PeriodsSinceBase.Span before = open.span(topic);
    if (before == null || changed.firstKey() > before.last()) {
      OnlineRefit refit = refits.newest(topic);
      open.putAll(topic, changed);
      for (Map.Entry<Long, AlignedPeriod> entry : changed.entrySet()) {
        out.add(observe(refit, entry.getKey(), entry.getValue()));
      }
      return;
    }
    open.putAll(topic, changed);
    TreeMap<Long, AlignedPeriod> all = open.all();
    OnlineRefit refit = refits.base(topic);
    all.headMap(changed.firstKey()).values().forEach(refit::learn);
    for (Map.Entry<Long, AlignedPeriod> entry : all.tailMap(changed.firstKey()).entrySet()) {
      out.add(observe(refit, entry.getKey(), entry.getValue()));
    }
  }

  /**
   * Reads all that is kept of the current topic.
   *
   * @throws SuppressRestartsException when this build cannot: to try again would not help
   */
  void verify(String topic) throws Exception {
    try {
      refits.verify(topic);
      scores.verify(topic);
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException e) {
      throw new SuppressRestartsException(
          new IOException(
              String.format(
                  Locale.ROOT,
                  "What was learnt of topic '%s' cannot be read: %s",
                  topic,
                  e.getMessage()),
              e));
    }
  }

  /** With so many bytes for live refits, for tests. */
  RefitFunction withLiveBytes(long bytes) {
    liveBytes = bytes;
    return this;
  }

  /** How many refits were rebuilt from state, for tests. */
  long rebuilt() {
    return rebuilt.getCount();
  }

  /** Scores only what closes for the first time: forecasts count as first issued. */
  private Findings observe(OnlineRefit refit, long start, AlignedPeriod aligned) throws Exception {
    boolean first = !revisions.contains(start);
    int revision = nextRevision(start);
    shown.remove(start);
    Refitted refitted = refit.observe(aligned, revision);
    if (first) {
      closed.inc();
      return refitted.withScores(scores.close(aligned.topic(), refitted, revision));
    }
    revised.inc();
    return refitted.findings();
  }

  @Override
  public void close() {
    if (refits != null) {
      refits.close();
    }
  }

  private int nextRevision(long start) throws Exception {
    Integer last = revisions.get(start);
    int next = last == null ? 0 : last + 1;
    revisions.put(start, next);
    return next;
  }

  /**
   * Moves the base over every period that can no longer change. Once the input has ended nobody
   * goes on from it: then only an export wants it, and that once.
   */
  private void settle(long timestamp, OnTimerContext context) throws Exception {
    boolean ending = context.timerService().currentWatermark() == Long.MAX_VALUE;
    String topic = context.getCurrentKey();
    PeriodsSinceBase.Span span = open.span(topic);
    if (span == null || !expired(span.first(), timestamp)) {
      return;
    }
    boolean all = arrived.isEmpty() && expired(span.last(), timestamp);
    if (ending && !(exporting && all)) {
      return;
    }
    TreeSet<Long> settled = new TreeSet<>();
    for (Long start : open.starts()) {
      if (expired(start, timestamp)) {
        settled.add(start);
      }
    }
    Map<String, byte[]> before = base.all();
    try (OnlineRefit refit = OnlineRefit.restore(options, before)) {
      for (Long start : settled) {
        if (ending && start.equals(settled.last())) {
          export(context, refit, deadlines.startingAt(start).start());
        }
        refit.learn(open.take(topic, start));
        settledUpTo.update(start);
        revisions.remove(start);
      }
      base.keep(before, refit.parts());
    }
    refits.settled();
  }

  private boolean expired(long start, long timestamp) {
    return deadlines.expires(deadlines.startingAt(start)) <= timestamp;
  }

  private void export(OnTimerContext context, OnlineRefit refit, Instant upTo) throws Exception {
    String topic = context.getCurrentKey();
    Map<String, byte[]> parts = new HashMap<>(refit.parts());
    parts.put(NowcastBoard.PART, scores.board(topic).learnt());
    parts.forEach((part, state) -> context.output(LEARNT, new RefitPart(topic, upTo, part, state)));
  }
}
