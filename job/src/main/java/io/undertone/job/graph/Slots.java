// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;

/**
 * Entries that wait for their moment in event time: keys are {@code millis/rest}. Whatever comes
 * for one moment is taken when its timer fires, so that the size of a watermark's step decides
 * nothing.
 */
final class Slots {
  private Slots() {}

  /** What is due, by moment and then by the rest of the key. */
  static <T> TreeMap<String, T> due(MapState<String, T> waiting, long timestamp) throws Exception {
    TreeMap<String, T> due = new TreeMap<>();
    for (Map.Entry<String, T> entry : waiting.entries()) {
      if (moment(entry.getKey()) <= timestamp) {
        due.put(entry.getKey(), entry.getValue());
      }
    }
    return due;
  }

  private static long moment(String key) {
    return Long.parseLong(key.substring(0, key.indexOf('/')));
  }
}
