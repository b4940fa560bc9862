// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checkpoints and savepoints that ended jobs have left in directories. */
final class CheckpointFolders {
  private static final int DEPTH = 4;
  private static final String METADATA = "_metadata";

  private CheckpointFolders() {}

  /** The newest complete one; directories that are not there hold none. */
  static Optional<Path> newest(Path... directories) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path directory : directories) {
      if (Files.isDirectory(directory)) {
        try (Stream<Path> files = Files.walk(directory, DEPTH)) {
          files.filter(file -> file.getFileName().toString().equals(METADATA)).forEach(found::add);
        }
      }
    }
    return found.stream()
        .max(Comparator.comparing(CheckpointFolders::written))
        .map(Path::getParent);
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
