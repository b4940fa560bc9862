// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.TimerService;

/** What is shown of an open period follows the wall clock; nothing final depends on it. */
final class Showing {
  /** Changes within one such span of wall time, in milliseconds, are passed on together. */
  private static final long TOGETHER = 250;

  private Showing() {}

  /** Sets a timer at which everything that changed until then is passed on. */
  static void soon(TimerService timers) {
    long now = timers.currentProcessingTime();
    timers.registerProcessingTimeTimer((now / TOGETHER + 1) * TOGETHER);
  }

  /** The latest of at least one moment. */
  static Instant latest(Stream<Instant> moments) {
    return moments.max(Comparator.naturalOrder()).orElseThrow();
  }
}
