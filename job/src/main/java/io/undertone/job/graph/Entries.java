// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.util.Iterator;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.api.common.state.MapState;

/** Goes through entries of state one at a time, however many there are. */
final class Entries {
  private Entries() {}

  /** Removes some; where none is left nothing stays of the key. */
  static <K, V> void removeIf(MapState<K, V> state, Predicate<Map.Entry<K, V>> gone)
      throws Exception {
    Iterator<Map.Entry<K, V>> all = state.iterator();
    while (all.hasNext()) {
      if (gone.test(all.next())) {
        all.remove();
      }
    }
    if (state.isEmpty()) {
      state.clear();
    }
  }
}
