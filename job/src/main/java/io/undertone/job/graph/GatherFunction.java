// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.tally.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
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
    return period(member).start().toEpochMilli() + "/" + id(member);
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
    if (!changed.isEmpty()) {
      for (I member : members.values()) {
        List<I> own = changed.get(period(member));
        if (own != null) {
          own.add(member);
        }
      }
    }
    for (Map.Entry<Period, List<I>> entry : changed.entrySet()) {
      close(key, entry.getKey(), entry.getValue(), out);
      expires |= deadlines.expired(entry.getKey(), timestamp);
    }
    partial(key, marked, Standing.MARK, out);
    if (expires) {
      expire(timestamp);
    }
  }

  /** Puts what arrived for this moment in place; returns its periods, with nothing in them yet. */
  private TreeMap<Period, List<I>> takeArrived(long timestamp, List<I> marked) throws Exception {
    TreeMap<Period, List<I>> changed = new TreeMap<>();
    for (Map.Entry<String, I> entry : Slots.due(arrived, timestamp).entrySet()) {
      I member = entry.getValue();
      arrived.remove(entry.getKey());
      if (standing(member) == Standing.MARK) {
        marked.add(member);
        continue;
      }
      members.put(stateKey(member), member);
      shown.remove(stateKey(member));
      changed.put(period(member), new ArrayList<>());
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
    Entries.removeIf(members, entry -> deadlines.expired(period(entry.getValue()), timestamp));
  }
}
