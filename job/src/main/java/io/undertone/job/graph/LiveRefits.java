// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.refit.OnlineRefit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the state of recent topics amounts to; others are rebuilt from state when needed. */
final class LiveRefits implements AutoCloseable {
  private static final int MOST = 64;

  private final Map<String, OnlineRefit> refits = new LinkedHashMap<>(16, 0.75f, true);

  @Nullable OnlineRefit get(String topic) {
    return refits.get(topic);
  }

  void put(String topic, OnlineRefit refit) {
    OnlineRefit old = refits.put(topic, refit);
    if (old != null && old != refit) {
      old.close();
    }
    if (refits.size() > MOST) {
      Iterator<OnlineRefit> eldest = refits.values().iterator();
      eldest.next().close();
      eldest.remove();
    }
  }

  @Override
  public void close() {
    refits.values().forEach(OnlineRefit::close);
  }
}
