// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * What was learnt up to the last period of a topic, where refits are too many to be kept live: from
 * there one goes on without learning the periods since the base again.
 */
final class LatestParts {
  private final LearntParts parts;
  private final MapState<String, byte[]> byName;
  private final ValueState<Long> last;

  LatestParts(MapState<String, byte[]> parts, ValueState<Long> last) {
    this.parts = new LearntParts(parts);
    this.byName = parts;
    this.last = last;
  }

  /** Whether it is as of the last period that was learnt. */
  boolean isOf(PeriodsSinceBase.@Nullable Span learnt) throws Exception {
    Long at = last.value();
    return at != null && learnt != null && at == learnt.last();
  }

  Map<String, byte[]> all() throws Exception {
    return parts.all();
  }

  byte @Nullable [] part(String name) {
    try {
      return byName.get(name);
    } catch (Exception e) {
      throw new IllegalStateException("State part '" + name + "' cannot be read.", e);
    }
  }

  void keep(PeriodsSinceBase.Span learnt, Map<String, byte[]> now) throws Exception {
    parts.keep(parts.all(), now);
    last.update(learnt.last());
  }

  void clear() throws Exception {
    if (last.value() != null) {
      byName.clear();
      last.clear();
    }
  }
}
