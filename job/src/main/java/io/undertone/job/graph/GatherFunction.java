// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gathers what belongs to one key in one period and passes it on together when the period closes,
 * and again whenever something of it changes. What comes carries the event time at which it was
 * passed on; all of one moment is taken together, however far the watermark jumps. What holds as of
 * a mark is passed on likewise, and kept no longer. What holds as of now is passed on by wall
 * clock, with the rest of the open period.
 *
 * @param <K> key
 * @param <I> what is gathered
 * @param <O> what is passed on
 */
abstract class GatherFunction<K, I, O> extends KeyedProcessFunction<K, I, O> {
  private static final long serialVersionUID = 1L;

  final Deadlines deadlines;
  private final String name;
  private final Class<I> type;

  private transient MapState<String, I> members;
  private transient MapState<Long, List<String>> ids;
  private transient MapState<String, I> arrived;
  private transient MapState<String, I> shown;

  /**
   * @param name of the state that holds what is gathered
   */
  GatherFunction(Deadlines deadlines, String name, Class<I> type) {
    this.deadlines = deadlines;
    this.name = name;
    this.type = type;
  }

  abstract Period period(I member);

  abstract Standing standing(I member);

  abstract Instant asOf(I member);

  /** What tells it from the others of its period. */
  abstract String id(I member);

  /** All of a period together. */
  abstract O together(K key, Period period, List<I> members, Standing standing, Instant asOf);

  /** Passes on a period that closes or is revised; periods of one moment come in order. */
  void close(K key, Period period, List<I> all, Collector<O> out) throws Exception {
    out.collect(together(key, period, all, Standing.CLOSED, period.end()));
  }

  @Override
  public void open(OpenContext context) throws Exception {
    members = map(name);
    ids =
        getRuntimeContext()
            .getMapState(new MapStateDescriptor<>("ids", Types.LONG, Types.LIST(Types.STRING)));
    arrived = map("arrived");
    shown = map("shown");
  }

  private MapState<String, I> map(String state) {
    return getRuntimeContext().getMapState(new MapStateDescriptor<>(state, String.class, type));
  }

  @Override
  public void processElement(I member, Context context, Collector<O> out) throws Exception {
    if (standing(member) == Standing.OPEN) {
      shown.put(stateKey(member), member);
      Showing.soon(context.timerService());
      return;
    }
    long slot = context.timestamp();
    arrived.put(slot + "/" + stateKey(member), member);
    context.timerService().registerEventTimeTimer(slot);
    context.timerService().registerEventTimeTimer(deadlines.expires(period(member)));
  }

  private String stateKey(I member) {
    return stateKey(start(member), id(member));
  }

  private static String stateKey(long start, String id) {
    return start + "/" + id;
  }

  private long start(I member) {
    return period(member).start().toEpochMilli();
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<O> out) throws Exception {
    K key = context.getCurrentKey();
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      partial(key, shown.values(), Standing.OPEN, out);
      return;
    }
    List<I> marked = new ArrayList<>();
    TreeMap<Period, List<I>> changed = takeArrived(timestamp, marked);
    boolean expires = deadlines.expiresAt(timestamp);
    for (Map.Entry<Period, List<I>> entry : changed.entrySet()) {
      close(key, entry.getKey(), all(entry.getKey(), entry.getValue()), out);
      expires |= deadlines.expired(entry.getKey(), timestamp);
    }
    partial(key, marked, Standing.MARK, out);
    // once the input has ended nobody asks for what is kept
    if (expires && context.timerService().currentWatermark() < Long.MAX_VALUE) {
      expire(timestamp);
    }
  }

  /** Everything of a period, with what arrived now. */
  private List<I> all(Period period, List<I> now) throws Exception {
    index();
    long start = period.start().toEpochMilli();
    List<String> known = ids.get(start);
    Set<String> own = new LinkedHashSet<>(known == null ? List.of() : known);
    for (I member : now) {
      own.add(id(member));
      members.put(stateKey(member), member);
    }
    if (known == null || own.size() > known.size()) {
      ids.put(start, new ArrayList<>(own));
    }
    List<I> all = new ArrayList<>(own.size());
    for (String id : own) {
      all.add(members.get(stateKey(start, id)));
    }
    return all;
  }

  /** State of an older layout says of no period what is in it. */
  private void index() throws Exception {
    if (!ids.isEmpty()) {
      return;
    }
    Map<Long, List<String>> found = new HashMap<>();
    for (I member : members.values()) {
      found.computeIfAbsent(start(member), start -> new ArrayList<>()).add(id(member));
    }
    ids.putAll(found);
  }

  /** Takes what arrived for this moment, by period. */
  private TreeMap<Period, List<I>> takeArrived(long timestamp, List<I> marked) throws Exception {
    TreeMap<Period, List<I>> changed = new TreeMap<>();
    for (Map.Entry<String, I> entry : Slots.due(arrived, timestamp).entrySet()) {
      I member = entry.getValue();
      arrived.remove(entry.getKey());
      if (standing(member) == Standing.MARK) {
        marked.add(member);
        continue;
      }
      shown.remove(stateKey(member));
      changed.computeIfAbsent(period(member), period -> new ArrayList<>()).add(member);
    }
    return changed;
  }

  private void partial(K key, Iterable<I> some, Standing standing, Collector<O> out) {
    TreeMap<Period, List<I>> periods = new TreeMap<>();
    for (I member : some) {
      periods.computeIfAbsent(period(member), p -> new ArrayList<>()).add(member);
    }
    periods.forEach(
        (period, own) ->
            out.collect(
                together(
                    key, period, own, standing, Showing.latest(own.stream().map(this::asOf)))));
  }

  private void expire(long timestamp) throws Exception {
    index();
    long taken = deadlines.firstTaken(timestamp);
    List<Long> expired = new ArrayList<>();
    for (Long start : ids.keys()) {
      if (start < taken) {
        expired.add(start);
      }
    }
    for (Long start : expired) {
      for (String id : ids.get(start)) {
        members.remove(stateKey(start, id));
      }
      ids.remove(start);
    }
    if (ids.isEmpty()) {
      ids.clear();
      members.clear();
    }
  }
}
