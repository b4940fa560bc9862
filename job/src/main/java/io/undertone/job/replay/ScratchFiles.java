// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Temporary files of a run. */
public final class ScratchFiles {
  private ScratchFiles() {}

  /** Deletes a folder with all in it; what another thread deletes meanwhile is as good. */
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      System.err.println("undertone: some temporary files are left in " + folder + ": " + e);
    }
  }
}
