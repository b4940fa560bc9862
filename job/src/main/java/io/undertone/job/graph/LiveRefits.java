// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.refit.OnlineRefit;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The refits of recent topics, as long as they fit; others go on from state when a period of theirs
 * closes or is revised.
 */
final class LiveRefits implements AutoCloseable {
  /** Least that a topic is taken for: its objects, however little it has learnt. */
  private static final long LEAST_BYTES = 64 << 10;

  /** What a refit's objects take for each byte of its state; about 1.6 was measured. */
  private static final int BYTES_A_BYTE = 2;

  private record Live(OnlineRefit refit, long bytes, int learnt) {
    /**
     * A state grows with its audiences and their first periods: it is measured ever more rarely.
     */
    boolean isDue() {
      return Integer.bitCount(learnt) == 1;
    }
  }

  private final long most;
  private final Map<String, Live> refits = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param most bytes that are kept live; the topic used last is, whatever it takes
   */
  LiveRefits(long most) {
    this.most = most;
  }

  @Nullable OnlineRefit get(String topic) {
    Live live = refits.get(topic);
    return live == null ? null : live.refit();
  }

  /** Whether refits had to make room for others, or soon will. */
  boolean isCrowded() {
    return bytes > most / 4 * 3;
  }

  /**
   * Keeps a refit.
   *
   * @param parts its whole state
   */
  void put(String topic, OnlineRefit refit, Collection<byte[]> parts) {
    Live old = refits.get(topic);
    put(topic, refit, sizeOf(parts), old == null || old.refit() != refit ? 0 : old.learnt());
  }

  /** Measures a refit that has learnt something, where that is due. */
  void learnt(String topic) {
    Live live = refits.get(topic);
    if (live == null) {
      return;
    }
    Live now = new Live(live.refit(), live.bytes(), live.learnt() + 1);
    // where it is crowded the caller takes the whole state, and puts it with its size
    boolean measured = now.isDue() && !isCrowded();
    long size = measured ? sizeOf(now.refit().parts().values()) : now.bytes();
    put(topic, now.refit(), size, now.learnt());
  }

  private static long sizeOf(Collection<byte[]> parts) {
    long state = parts.stream().mapToLong(part -> part.length).sum();
    return Math.max(LEAST_BYTES, BYTES_A_BYTE * state);
  }

  private void put(String topic, OnlineRefit refit, long size, int learnt) {
    Live old = refits.put(topic, new Live(refit, size, learnt));
    bytes += size - (old == null ? 0 : old.bytes());
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
