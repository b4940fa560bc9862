// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.tally.AlignedPeriod;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.jspecify.annotations.Nullable;

/**
 * The aligned periods of each topic that may still change, by their start. Where the first and the
 * last lie is remembered, so that a period costs the same however many are open.
 */
final class PeriodsSinceBase {
  private final MapState<Long, AlignedPeriod> open;
  private final Map<String, Span> spans = new HashMap<>();

  PeriodsSinceBase(MapState<Long, AlignedPeriod> open) {
    this.open = open;
  }

  /** Starts of the first and the last period. */
  record Span(long first, long last) {
    private static Span of(@Nullable Span before, SortedMap<Long, ?> more) {
      long first = more.firstKey();
      long last = more.lastKey();
      return before == null
          ? new Span(first, last)
          : new Span(Math.min(before.first, first), Math.max(before.last, last));
    }
  }

  boolean isEmpty() throws Exception {
    return open.isEmpty();
  }

  /** Null when there are none; looked for among all only once after a restore or a settling. */
  @Nullable Span span(String topic) throws Exception {
    Span known = spans.get(topic);
    if (known != null || open.isEmpty()) {
      return known;
    }
    TreeMap<Long, Boolean> starts = new TreeMap<>();
    for (Long start : open.keys()) {
      starts.put(start, true);
    }
    Span found = Span.of(null, starts);
    spans.put(topic, found);
    return found;
  }

  void putAll(String topic, SortedMap<Long, AlignedPeriod> changed) throws Exception {
    Span before = span(topic);
    open.putAll(changed);
    spans.put(topic, Span.of(before, changed));
  }

  TreeMap<Long, AlignedPeriod> all() throws Exception {
    TreeMap<Long, AlignedPeriod> periods = new TreeMap<>();
    for (Map.Entry<Long, AlignedPeriod> entry : open.entries()) {
      periods.put(entry.getKey(), entry.getValue());
    }
    return periods;
  }

  /** Takes a period out; the span is looked for anew. */
  AlignedPeriod take(String topic, long start) throws Exception {
    spans.remove(topic);
    AlignedPeriod taken = open.get(start);
    open.remove(start);
    return taken;
  }

  Iterable<Long> starts() throws Exception {
    return open.keys();
  }
}
