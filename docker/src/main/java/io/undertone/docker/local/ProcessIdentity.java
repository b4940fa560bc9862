// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A process by its id and the moment of its start, so that another process which got the same id
 * later is never taken for it.
 *
 * @param pid process id
 * @param startTicks start of the process in clock ticks since boot, field 22 of {@code
 *     /proc/PID/stat} (proc(5))
 */
record ProcessIdentity(long pid, long startTicks) {
  private static final int STATE = 0;
  private static final int START_TICKS = 19;

  /**
   * @throws IOException when there is no such process
   */
  static ProcessIdentity of(long pid) throws IOException {
    String[] stat = stat(pid);
    if (stat == null) {
      throw new IOException("there is no process " + pid);
    }
    return new ProcessIdentity(pid, Long.parseLong(stat[START_TICKS]));
  }

  /** Whether this very process still runs; one that ended but was not reaped does not. */
  boolean alive() throws IOException {
    String[] stat = stat(pid);
    return stat != null
        && Long.parseLong(stat[START_TICKS]) == startTicks
        && !stat[STATE].equals("Z")
        && !stat[STATE].equals("X");
  }

  /** Sends a signal such as {@code TERM}; does nothing when the process has ended. */
  void signal(String name) throws IOException, InterruptedException {
    if (alive()) {
      new ProcessBuilder("sh", "-c", "kill -s " + name + " " + pid)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  /** Waits until the process has ended; false when it still runs after that time. */
  boolean awaitEnd(Duration atMost) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + atMost.toNanos();
    while (alive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(20);
    }
    return true;
  }

  /** The fields after the command's name, which may itself hold blanks and brackets. */
  private static String @Nullable [] stat(long pid) throws IOException {
    try {
      String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return line.substring(line.lastIndexOf(')') + 2).split(" ");
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      // read while the process ends
      if (String.valueOf(e.getMessage()).contains("No such process")) {
        return null;
      }
      throw e;
    }
  }
}
