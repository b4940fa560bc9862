// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands of child processes. */
final class Commands {
  private static final int TIMEOUT_SECONDS = 120;

  private Commands() {}

  /** The java that runs this process. */
  static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The class path of this process. */
  static String classPath() {
    return System.getProperty("java.class.path");
  }

  @SafeVarargs
  static List<String> join(List<String>... parts) {
    List<String> all = new ArrayList<>();
    for (List<String> part : parts) {
      all.addAll(part);
    }
    return all;
  }

  /**
   * Runs a command to its end and returns what it printed.
   *
   * @throws IOException when it fails, or runs for more than two minutes
   */
  static String run(Path directory, Path output, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String printed = Files.readString(output);
    if (!ended || process.exitValue() != 0) {
      throw new IOException(
          String.join(" ", command)
              + (ended ? " failed with " + process.exitValue() : " took too long")
              + ":\n"
              + printed);
    }
    return printed;
  }
}
