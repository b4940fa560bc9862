// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.refit.OnlineRefit;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the state of recent topics amounts to, as long as it fits; others are rebuilt from state
 * when a period of theirs closes or is revised.
 */
final class LiveRefits implements AutoCloseable {
  /** Least that a topic is taken for: its objects, however little it has learnt. */
  private static final long LEAST_BYTES = 64 << 10;

  private record Live(OnlineRefit refit, long bytes) {}

  private final long most;
  private final Map<String, Live> refits = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param most bytes of state that are kept live; the topic used last is, whatever it takes
   */
  LiveRefits(long most) {
    this.most = most;
  }

  @Nullable OnlineRefit get(String topic) {
    Live live = refits.get(topic);
    return live == null ? null : live.refit();
  }

  /** Keeps a refit whose state takes so many bytes. */
  void put(String topic, OnlineRefit refit, long size) {
    Live now = new Live(refit, Math.max(LEAST_BYTES, size));
    Live old = refits.put(topic, now);
    bytes += now.bytes() - (old == null ? 0 : old.bytes());
    if (old != null && old.refit() != refit) {
      old.refit().close();
    }
    Iterator<Live> eldest = refits.values().iterator();
    while (bytes > most && refits.size() > 1) {
      Live gone = eldest.next();
      bytes -= gone.bytes();
      gone.refit().close();
      eldest.remove();
    }
  }

  @Override
  public void close() {
    refits.values().forEach(live -> live.refit().close());
  }
}
