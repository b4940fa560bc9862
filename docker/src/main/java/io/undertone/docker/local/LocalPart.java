// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One process of the local stack. It keeps its ports and its data over restarts, and may be stopped
 * in good order or killed as by a crash.
 */
public abstract class LocalPart {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final int LOG_TAIL = 2000;
  private static final String SHIPPED = "/io/undertone/docker/";

  /** In what jcmd says of a heap with the serial collector. */
  private static final Pattern GENERATION = Pattern.compile("generation .* used (\\d+)K");

  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

  private final WorkDirectory directory;
  private final String name;
  private @Nullable Process launched;

  LocalPart(WorkDirectory directory, String name) {
    this.directory = directory;
    this.name = name;
  }

  /** Makes ready what the process needs, and says how to start it. */
  abstract List<String> command() throws IOException, InterruptedException;

  /** Whether the process can be used. */
  abstract boolean answers() throws IOException, InterruptedException;

  /** Variables beside those of this process. */
  Map<String, String> environment() {
    return Map.of();
  }

  /** Ends the process in good order; empty where a plain request to end does. */
  List<String> stopCommand() throws IOException {
    return List.of();
  }

  /** Its name, such as {@code taskmanager-1}. */
  public final String name() {
    return name;
  }

  final WorkDirectory directory() {
    return directory;
  }

  final Path data() throws IOException {
    return directory.data(name);
  }

  /** What the process printed, over all its starts. */
  public final Path log() {
    return directory.log(name);
  }

  /** Starts the process without waiting for it. */
  public final void launch() throws IOException, InterruptedException {
    if (isRunning()) {
      throw new IOException(name + " runs already in " + directory.root() + "; stop it first.");
    }
    // a session of its own: Ctrl-C in the terminal is no signal to it
    List<String> command = Commands.join(List.of("setsid"), command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(data().toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    builder.environment().putAll(environment());
    launched = builder.start();
    directory.record(StartedProcess.of(name, launched.pid(), stopCommand()));
  }

  /**
   * Waits until the process can be used.
   *
   * @throws IOException when it ended or does not answer in 90 s; with the end of its log
   */
  public final void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      if (!isRunning()) {
        throw new IOException(name + " has ended instead of starting: " + logTail());
      }
      if (answers()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            name + " does not answer after " + PATIENCE.toSeconds() + " s: " + logTail());
      }
      Thread.sleep(100);
    }
  }

  /**
   * For a process that is to end by itself: so far it has not failed.
   *
   * @throws IOException when it has, with the end of its log
   */
  final void refuseFailure() throws IOException {
    if (launched != null && !launched.isAlive() && launched.exitValue() != 0) {
      throw new IOException(name + " has failed: " + logTail());
    }
  }

  /** Starts the process and waits until it can be used. */
  public final void start() throws IOException, InterruptedException {
    launch();
    awaitReady();
  }

  /** Ends the process in good order; does nothing when it does not run. */
  public final void stop() throws IOException, InterruptedException {
    var process = directory.recorded(name);
    if (process.isPresent()) {
      process.get().stop();
      directory.forget(name);
    }
  }

  /** Kills the process with signal 9, as a crash would, and waits for its end. */
  public final void kill() throws IOException, InterruptedException {
    var process = directory.recorded(name);
    if (process.isPresent()) {
      process.get().kill();
      directory.forget(name);
    }
  }

  /** Stops the process and starts it again on its data and ports. */
  public final void restart() throws IOException, InterruptedException {
    stop();
    start();
  }

  /** Whether the process runs. */
  public final boolean isRunning() throws IOException {
    var process = directory.recorded(name);
    return process.isPresent() && process.get().alive();
  }

  /**
   * Its process id; another one after each start.
   *
   * @throws IOException when it does not run
   */
  public final long pid() throws IOException {
    return directory
        .recorded(name)
        .orElseThrow(() -> new IOException(name + " does not run"))
        .pid();
  }

  private String logTail() throws IOException {
    String text = Files.exists(log()) ? Files.readString(log()) : "";
    return log() + " ends with\n" + text.substring(Math.max(0, text.length() - LOG_TAIL));
  }

  /** Bytes of heap that live objects take, of a Java process: it collects garbage first. */
  public final long liveHeapBytes() throws IOException, InterruptedException {
    jcmd("GC.run");
    Matcher used = GENERATION.matcher(jcmd("GC.heap_info"));
    long kilobytes = 0;
    while (used.find()) {
      kilobytes += Long.parseLong(used.group(1));
    }
    if (kilobytes == 0) {
      throw new IOException(name + " does not tell its heap's generations");
    }
    return kilobytes * 1024;
  }

  private String jcmd(String command) throws IOException, InterruptedException {
    return Commands.run(
        data(),
        data().resolve("jcmd.txt"),
        List.of(
            Path.of(Commands.java()).resolveSibling("jcmd").toString(),
            Long.toString(pid()),
            command));
  }

  /** Bytes of memory that the process takes from the machine, beside the heap RocksDB's too. */
  public final long residentBytes() throws IOException {
    Matcher resident =
        RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid()), "status")));
    if (!resident.find()) {
      throw new IOException(name + " has ended");
    }
    return Long.parseLong(resident.group(1)) * 1024;
  }

  /** Text of a file of {@code docker/}, which images have too, by its path below it. */
  static String shipped(String path) throws IOException {
    try (InputStream file = LocalPart.class.getResourceAsStream(SHIPPED + path)) {
      if (file == null) {
        throw new IOException("not on the class path: " + SHIPPED + path);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
