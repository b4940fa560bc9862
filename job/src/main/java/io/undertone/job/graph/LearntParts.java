// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;

/** What was learnt up to the last period that cannot change, in parts of bounded size. */
final class LearntParts {
  private final MapState<String, byte[]> parts;

  LearntParts(MapState<String, byte[]> parts) {
    this.parts = parts;
  }

  boolean isEmpty() throws Exception {
    return parts.isEmpty();
  }

  void begin(Map<String, byte[]> learnt) throws Exception {
    parts.putAll(learnt);
  }

  Map<String, byte[]> all() throws Exception {
    Map<String, byte[]> all = new HashMap<>();
    for (Map.Entry<String, byte[]> entry : parts.entries()) {
      all.put(entry.getKey(), entry.getValue());
    }
    return all;
  }

  /** Writes only what changed. */
  void keep(Map<String, byte[]> before, Map<String, byte[]> after) throws Exception {
    for (Map.Entry<String, byte[]> part : after.entrySet()) {
      if (!Arrays.equals(part.getValue(), before.get(part.getKey()))) {
        parts.put(part.getKey(), part.getValue());
      }
    }
    for (String part : before.keySet()) {
      if (!after.containsKey(part)) {
        parts.remove(part);
      }
    }
  }
}
