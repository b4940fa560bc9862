// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where local processes keep their data, their logs ({@code logs/NAME.log}) and the ids by which
 * they are found again ({@code pids/NAME}).
 */
public final class WorkDirectory {
  private final Path root;

  /** Uses this directory, which is created when missing. */
  public WorkDirectory(Path root) throws IOException {
    this.root = root.toAbsolutePath().normalize();
    Files.createDirectories(this.root.resolve("logs"));
    Files.createDirectories(pids());
  }

  /** The directory itself. */
  public Path root() {
    return root;
  }

  /** A directory for one part's files; created when missing. */
  public Path data(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  /** A path as Flink reads it: a URI whose path is not encoded. */
  static String flinkUri(Path path) {
    return "file://" + path.toAbsolutePath();
  }

  /**
   * Writes a file that only its owner may read, from its first moment, in place of what there is.
   */
  static Path writeSecret(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, text);
  }

  /** What a part printed, over all its starts. */
  public Path log(String name) {
    return root.resolve("logs").resolve(name + ".log");
  }

  /** Names of the parts that run, first started first. */
  public List<String> running() throws IOException {
    return names(true);
  }

  /** Names of the parts that were not stopped and run no more. */
  List<String> ended() throws IOException {
    return names(false);
  }

  private List<String> names(boolean alive) throws IOException {
    List<String> names = new ArrayList<>();
    for (StartedProcess process : recorded()) {
      if (process.alive() == alive) {
        names.add(process.name());
      }
    }
    return names;
  }

  /** Stops what was started here and still runs, last started first, and nothing else. */
  public void stopAll() throws IOException, InterruptedException {
    List<StartedProcess> processes = recorded();
    for (int i = processes.size() - 1; i >= 0; i--) {
      StartedProcess process = processes.get(i);
      process.stop();
      forget(process.name());
    }
  }

  void record(StartedProcess process) throws IOException {
    Path whole = Files.write(root.resolve(process.name() + ".pid"), process.lines());
    Files.move(whole, pids().resolve(process.name()), StandardCopyOption.ATOMIC_MOVE);
  }

  void forget(String name) throws IOException {
    Files.deleteIfExists(pids().resolve(name));
  }

  Optional<StartedProcess> recorded(String name) throws IOException {
    Path file = pids().resolve(name);
    return Files.exists(file) ? Optional.of(read(file)) : Optional.empty();
  }

  private List<StartedProcess> recorded() throws IOException {
    try (Stream<Path> files = Files.list(pids())) {
      return files
          .map(WorkDirectory::read)
          .sorted(Comparator.comparingLong(StartedProcess::startTicks))
          .toList();
    }
  }

  private static StartedProcess read(Path file) {
    try {
      return StartedProcess.parse(file.getFileName().toString(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path pids() {
    return root.resolve("pids");
  }
}
