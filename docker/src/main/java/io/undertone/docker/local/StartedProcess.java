// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.time.Duration;

/**
 * A process that was started here, and the signal that asks it to end.
 *
 * @param name name of its part, such as {@code kafka}
 * @param identity which process
 * @param stopSignal {@code TERM}, or what else ends it in good order
 */
record StartedProcess(String name, ProcessIdentity identity, String stopSignal) {
  private static final Duration GRACE = Duration.ofSeconds(20);

  static StartedProcess parse(String name, String line) {
    String[] words = line.strip().split(" ");
    return new StartedProcess(
        name, new ProcessIdentity(Long.parseLong(words[0]), Long.parseLong(words[1])), words[2]);
  }

  String line() {
    return identity.pid() + " " + identity.startTicks() + " " + stopSignal + "\n";
  }

  /** Asks it to end, and kills it when it has not ended in 20 s. */
  void stop() throws IOException, InterruptedException {
    identity.signal(stopSignal);
    if (!identity.awaitEnd(GRACE)) {
      kill();
    }
  }

  /** Ends it at once, as a crash would. */
  void kill() throws IOException, InterruptedException {
    identity.signal("KILL");
    if (!identity.awaitEnd(GRACE)) {
      throw new IOException(name + " (process " + identity.pid() + ") cannot be killed");
    }
  }
}
