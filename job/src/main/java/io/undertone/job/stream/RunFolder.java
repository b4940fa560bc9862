// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a run: its checkpoints, and what it was begun with.
 *
 * @param base folder of all runs, a path or URI
 * @param run name of the run
 */
record RunFolder(String base, String run) {
  private static final String FILE = "run.properties";
  private static final String ENDED = "ended";

  /** Runs that have a folder, the one that was started last first. */
  static List<String> runs(String base) throws IOException {
    Path folder = new Path(base);
    FileSystem files = folder.getFileSystem();
    if (!files.exists(folder)) {
      return List.of();
    }
    List<FileStatus> begun = new ArrayList<>();
    for (FileStatus entry : files.listStatus(folder)) {
      Path file = new Path(entry.getPath(), FILE);
      if (entry.isDir() && files.exists(file)) {
        begun.add(files.getFileStatus(file));
      }
    }
    begun.sort(Comparator.comparingLong(FileStatus::getModificationTime).reversed());
    return begun.stream().map(file -> file.getPath().getParent().getName()).toList();
  }

  /** Name of the run whose folder holds a checkpoint; null for a savepoint elsewhere. */
  static @Nullable String runOf(String checkpoint) throws IOException {
    Path job = new Path(checkpoint).getParent();
    Path run = job == null ? null : job.getParent();
    return run != null && run.getFileSystem().exists(new Path(run, FILE)) ? run.getName() : null;
  }

  /** The folder itself. */
  String path() {
    return base + (base.endsWith("/") ? "" : "/") + run;
  }

  private Path file() {
    return new Path(path(), FILE);
  }

  boolean exists() throws IOException {
    return file().getFileSystem().exists(file());
  }

  /** Options that the run was begun with, or last went on with; empty for a new one. */
  Map<String, String> options() throws IOException {
    Map<String, String> options = new TreeMap<>();
    read().forEach((key, value) -> options.put((String) key, (String) value));
    options.remove(ENDED);
    return options;
  }

  /** Whether the run has come to the end of its input and kept no state. */
  boolean hasEnded() throws IOException {
    return read().containsKey(ENDED);
  }

  private Properties read() throws IOException {
    Properties properties = new Properties();
    if (exists()) {
      try (InputStreamReader in =
          new InputStreamReader(file().getFileSystem().open(file()), UTF_8)) {
        properties.load(in);
      }
    }
    return properties;
  }

  /** Keeps the options of a start. */
  void begin(Map<String, String> options) throws IOException {
    Properties properties = new Properties();
    properties.putAll(options);
    write(properties);
  }

  /** Notes that the input has ended. */
  void end() throws IOException {
    Properties properties = read();
    properties.setProperty(ENDED, "true");
    write(properties);
  }

  private void write(Properties properties) throws IOException {
    Path folder = new Path(path());
    FileSystem files = folder.getFileSystem();
    if (!files.mkdirs(folder)) {
      throw new IOException("The folder " + folder + " cannot be made.");
    }
    Path next = new Path(folder, FILE + ".new");
    try (OutputStream out = files.create(next, FileSystem.WriteMode.OVERWRITE);
        OutputStreamWriter text = new OutputStreamWriter(out, UTF_8)) {
      properties.store(text, "A run of Undertone: its options, and its checkpoints beside");
    }
    files.delete(file(), false);
    if (!files.rename(next, file())) {
      throw new IOException("Cannot write " + file() + ".");
    }
  }
}
