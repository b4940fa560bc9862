// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.Standing;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Keyed by topic: one row across all bloggers for each closed period, in order and without gaps. A
 * period in which nobody posted is passed on empty, once a later one closes: that rule needs
 * nothing but the records, so every run gives the same periods. An open period is passed on as of
 * each mark, and as of now whenever one of its audiences changes.
 */
public final class AlignFunction
    extends KeyedProcessFunction<String, AudiencePeriod, AlignedPeriod> {
  private static final long serialVersionUID = 1L;

  /** Long enough for every blogger to be taken for gone. */
  static final int LONGEST_SILENCE = 60;

  private final Deadlines deadlines;
  private transient MapState<String, AudiencePeriod> audiences;
  private transient MapState<String, AudiencePeriod> arrived;
  private transient MapState<String, AudiencePeriod> shown;
  private transient ValueState<Long> firstClosed;
  private transient ValueState<Long> lastClosed;

  public AlignFunction(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  @Override
  public void open(OpenContext context) {
    var runtime = getRuntimeContext();
    audiences =
        runtime.getMapState(
            new MapStateDescriptor<>("audiences", String.class, AudiencePeriod.class));
    arrived =
        runtime.getMapState(
            new MapStateDescriptor<>("arrived", String.class, AudiencePeriod.class));
    shown =
        runtime.getMapState(new MapStateDescriptor<>("shown", String.class, AudiencePeriod.class));
    firstClosed = runtime.getState(new ValueStateDescriptor<>("first-closed", Types.LONG));
    lastClosed = runtime.getState(new ValueStateDescriptor<>("last-closed", Types.LONG));
  }

  @Override
  public void processElement(AudiencePeriod audience, Context context, Collector<AlignedPeriod> out)
      throws Exception {
    if (audience.standing() == Standing.OPEN) {
      shown.put(stateKey(audience), audience);
      Showing.soon(context.timerService());
      return;
    }
    long slot = context.timestamp();
    arrived.put(slot + "/" + stateKey(audience), audience);
    var timers = context.timerService();
    timers.registerEventTimeTimer(slot);
    timers.registerEventTimeTimer(deadlines.expires(audience.period()));
  }

  private static String stateKey(AudiencePeriod audience) {
    return audience.period().start().toEpochMilli() + "/" + audience.blogger();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<AlignedPeriod> out)
      throws Exception {
    String topic = context.getCurrentKey();
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      partial(topic, shown.values(), Standing.OPEN, out);
      return;
    }
    List<AudiencePeriod> marked = new ArrayList<>();
    for (Long start : takeArrived(timestamp, marked)) {
      close(topic, deadlines.startingAt(start), out);
    }
    partial(topic, marked, Standing.MARK, out);
    expire(timestamp);
  }

  /** Puts what arrived for this moment in place; returns the starts of its periods, ascending. */
  private TreeSet<Long> takeArrived(long timestamp, List<AudiencePeriod> marked) throws Exception {
    TreeSet<Long> changed = new TreeSet<>();
    for (Map.Entry<String, AudiencePeriod> entry : Slots.due(arrived, timestamp).entrySet()) {
      AudiencePeriod audience = entry.getValue();
      arrived.remove(entry.getKey());
      if (audience.standing() == Standing.MARK) {
        marked.add(audience);
        continue;
      }
      audiences.put(stateKey(audience), audience);
      shown.remove(stateKey(audience));
      changed.add(audience.period().start().toEpochMilli());
    }
    return changed;
  }

  private static void partial(
      String topic,
      Iterable<AudiencePeriod> audiences,
      Standing standing,
      Collector<AlignedPeriod> out) {
    TreeMap<Period, List<AudiencePeriod>> periods = new TreeMap<>();
    for (AudiencePeriod audience : audiences) {
      periods.computeIfAbsent(audience.period(), p -> new ArrayList<>()).add(audience);
    }
    periods.forEach(
        (period, all) ->
            out.collect(
                new AlignedPeriod(
                    topic,
                    period,
                    spoken(all),
                    standing,
                    Showing.latest(all.stream().map(AudiencePeriod::asOf)))));
  }

  private static List<AudiencePeriod> spoken(List<AudiencePeriod> audiences) {
    return audiences.stream()
        .filter(audience -> !audience.posts().isEmpty())
        .sorted(Comparator.comparing(AudiencePeriod::blogger))
        .toList();
  }

  /** Passes the period on, with the empty ones between it and those that closed before. */
  private void close(String topic, Period period, Collector<AlignedPeriod> out) throws Exception {
    Long first = firstClosed.value();
    Long last = lastClosed.value();
    long start = period.start().toEpochMilli();
    if (last != null && start > last) {
      passEmpty(topic, deadlines.startingAt(last), start, out);
    }
    out.collect(new AlignedPeriod(topic, period, audiencesOf(period)));
    if (first != null && start < first) {
      passEmpty(topic, period, first, out);
    }
    firstClosed.update(first == null ? start : Math.min(first, start));
    lastClosed.update(last == null ? start : Math.max(last, start));
  }

  /** Of a silence longer than {@value #LONGEST_SILENCE} periods only the end is passed on. */
  private void passEmpty(String topic, Period before, long end, Collector<AlignedPeriod> out) {
    ArrayDeque<Period> empty = new ArrayDeque<>();
    Period gap = deadlines.calendar().next(before);
    while (gap.start().toEpochMilli() < end) {
      empty.addLast(gap);
      if (empty.size() > LONGEST_SILENCE) {
        empty.removeFirst();
      }
      gap = deadlines.calendar().next(gap);
    }
    empty.forEach(period -> out.collect(new AlignedPeriod(topic, period, List.of())));
  }

  private List<AudiencePeriod> audiencesOf(Period period) throws Exception {
    List<AudiencePeriod> ofPeriod = new ArrayList<>();
    for (AudiencePeriod audience : audiences.values()) {
      if (audience.period().equals(period)) {
        ofPeriod.add(audience);
      }
    }
    return spoken(ofPeriod);
  }

  private void expire(long timestamp) throws Exception {
    List<String> gone = new ArrayList<>();
    for (Map.Entry<String, AudiencePeriod> entry : audiences.entries()) {
      if (deadlines.expires(entry.getValue().period()) <= timestamp) {
        gone.add(entry.getKey());
      }
    }
    for (String key : gone) {
      audiences.remove(key);
    }
  }
}
