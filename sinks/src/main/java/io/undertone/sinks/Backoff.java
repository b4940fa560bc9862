// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.Serializable;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait between attempts: twice as long each time up to a bound, less a random part up
 * to half, so that writers that failed together do not come back together.
 *
 * @param attempts attempts in all, at least 1
 * @param first wait before the second attempt
 * @param longest longest wait
 */
record Backoff(int attempts, Duration first, Duration longest) implements Serializable {
  /** About 45 seconds in all: long enough for a database that restarts. */
  static final Backoff DEFAULT = new Backoff(15, Duration.ofMillis(100), Duration.ofSeconds(5));

  /** Milliseconds to wait after so many failed attempts, at least 1. */
  long millisAfter(int failures) {
    // w = min(longest, first 2^(failures - 1)), less up to w / 2
    double doubled = first.toMillis() * Math.pow(2, failures - 1);
    long wait = (long) Math.min(longest.toMillis(), doubled);
    return wait - ThreadLocalRandom.current().nextLong(wait / 2 + 1);
  }
}
