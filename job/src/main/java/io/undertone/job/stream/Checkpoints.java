// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.job.console.UserError;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints that jobs have left in a folder of any file system that Flink reads. */
final class Checkpoints {
  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
  private static final String METADATA = "_metadata";

  private Checkpoints() {}

  /**
   * The newest complete checkpoint, of whichever job below the folder; null when there is none. One
   * whose description cannot be read is passed over in favour of the one before it.
   */
  static @Nullable String newest(String folder) throws IOException {
    List<FileStatus> found = new ArrayList<>();
    for (FileStatus job : list(new Path(folder))) {
      for (FileStatus checkpoint : list(job.getPath())) {
        if (checkpoint.getPath().getName().startsWith("chk-")) {
          list(checkpoint.getPath()).stream()
              .filter(file -> file.getPath().getName().equals(METADATA))
              .forEach(found::add);
        }
      }
    }
    found.sort(
        Comparator.comparingLong(FileStatus::getModificationTime)
            .thenComparingLong(file -> number(file.getPath().getParent()))
            .reversed());
    for (FileStatus metadata : found) {
      if (isReadable(metadata.getPath())) {
        return metadata.getPath().getParent().toString();
      }
    }
    return null;
  }

  private static List<FileStatus> list(Path folder) throws IOException {
    FileSystem files = folder.getFileSystem();
    if (!files.exists(folder) || !files.getFileStatus(folder).isDir()) {
      return List.of();
    }
    FileStatus[] entries = files.listStatus(folder);
    return entries == null ? List.of() : List.of(entries);
  }

  private static long number(Path checkpoint) {
    return Long.parseLong("0" + checkpoint.getName().replaceAll("\\D", ""));
  }

  /** The max parallelism that state was begun with, which never changes; 0 for no keyed state. */
  static int maxParallelism(String checkpoint) throws IOException {
    Path folder = new Path(checkpoint);
    Path metadata = folder.getName().equals(METADATA) ? folder : new Path(folder, METADATA);
    if (!metadata.getFileSystem().exists(metadata)) {
      throw UserError.usage(
          String.format(
              Locale.ROOT,
              "There is no checkpoint or savepoint '%s': it has no file %s. Give the folder of one, such as .../chk-42 or .../savepoint-1a2b3c-4d5e6f.",
              checkpoint,
              METADATA));
    }
    return load(metadata).getOperatorStates().stream()
        .mapToInt(OperatorState::getMaxParallelism)
        .max()
        .orElse(0);
  }

  private static CheckpointMetadata load(Path metadata) throws IOException {
    try (DataInputStream in = new DataInputStream(metadata.getFileSystem().open(metadata))) {
      return org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(
          in, Checkpoints.class.getClassLoader(), metadata.toString());
    }
  }

  private static boolean isReadable(Path metadata) {
    try {
      var unused = load(metadata);
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.warn("The checkpoint {} cannot be read; the one before it is used.", metadata, e);
      return false;
    }
  }
}
