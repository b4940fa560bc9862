// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process that was started here, by its id and the moment of its start, so that another process
 * which got the same id later is never taken for it. {@link ProcessHandle} alone would not do: it
 * takes a process that has ended but was not reaped for alive, and its time of start moves with the
 * clock.
 *
 * @param name name of its part, such as {@code kafka}
 * @param pid process id
 * @param startTicks start of the process in clock ticks since boot, field 22 of {@code
 *     /proc/PID/stat} (proc(5))
 * @param stopCommand ends it in good order; empty where a plain request to end does
 */
record StartedProcess(String name, long pid, long startTicks, List<String> stopCommand) {
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final int STATE = 0;
  private static final int START_TICKS = 19;

  /**
   * @throws IOException when there is no such process
   */
  static StartedProcess of(String name, long pid, List<String> stopCommand) throws IOException {
    String[] stat = stat(pid);
    if (stat == null) {
      throw new IOException("there is no process " + pid);
    }
    return new StartedProcess(name, pid, Long.parseLong(stat[START_TICKS]), stopCommand);
  }

  static StartedProcess parse(String name, List<String> lines) {
    String[] words = lines.get(0).strip().split(" ");
    return new StartedProcess(
        name,
        Long.parseLong(words[0]),
        Long.parseLong(words[1]),
        List.copyOf(lines.subList(1, lines.size())));
  }

  List<String> lines() {
    return Commands.join(List.of(pid + " " + startTicks), stopCommand);
  }

  /** Whether this very process still runs; one that ended but was not reaped does not. */
  boolean alive() throws IOException {
    String[] stat = stat(pid);
    return stat != null
        && Long.parseLong(stat[START_TICKS]) == startTicks
        && !stat[STATE].equals("Z")
        && !stat[STATE].equals("X");
  }

  /** Asks it to end, and kills it when it has not ended in 20 s. */
  void stop() throws IOException, InterruptedException {
    if (stopCommand.isEmpty()) {
      handle().ifPresent(ProcessHandle::destroy);
    } else if (alive()) {
      new ProcessBuilder(stopCommand)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
    if (!hasEnded()) {
      kill();
    }
  }

  /** Ends it at once, as a crash would. */
  void kill() throws IOException, InterruptedException {
    handle().ifPresent(ProcessHandle::destroyForcibly);
    if (!hasEnded()) {
      throw new IOException(name + " (process " + pid + ") cannot be killed");
    }
  }

  private Optional<ProcessHandle> handle() throws IOException {
    return alive() ? ProcessHandle.of(pid) : Optional.empty();
  }

  /** Waits for its end; false when it still runs after 20 s. */
  private boolean hasEnded() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + GRACE.toNanos();
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
