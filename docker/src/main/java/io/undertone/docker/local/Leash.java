// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Stops a work directory's processes when the process that holds the leash ends, however it ends: a
 * small Java process of its own waits for the end of its standard input.
 */
public final class Leash implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 120;

  private final Process watcher;

  private Leash(Process watcher) {
    this.watcher = watcher;
  }

  /** Ties the directory's processes to this process and to this leash. */
  public static Leash attach(WorkDirectory directory) throws IOException {
    List<String> command =
        List.of(
            "setsid",
            Commands.java(),
            "-Xmx16m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            Commands.classPath(),
            Leash.class.getName(),
            directory.root().toString());
    return new Leash(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.log("leash").toFile()))
            .start());
  }

  /** Waits for the end of standard input, then stops the processes of the given directory. */
  public static void main(String[] args) throws IOException, InterruptedException {
    WorkDirectory directory = new WorkDirectory(Path.of(args[0]));
    System.in.transferTo(OutputStream.nullOutputStream());
    directory.stopAll();
  }

  /** Stops all processes of the directory and waits for their end. */
  @Override
  public void close() throws IOException {
    watcher.getOutputStream().close();
    try {
      if (!watcher.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || watcher.exitValue() != 0) {
        throw new IOException("not all local processes could be stopped");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while local processes stop", e);
    }
  }
}
