// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the class path (Linux on x86-64). */
final class PostgresFiles {
  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  private static final int EXECUTABLE = 0100;

  private PostgresFiles() {}

  /** Unpacks into the directory unless that was done before; returns its {@code bin}. */
  static Path unpack(Path directory) throws IOException {
    Path done = directory.resolve("unpacked");
    if (!Files.exists(done)) {
      try (InputStream archive = PostgresFiles.class.getResourceAsStream(ARCHIVE)) {
        if (archive == null) {
          throw new IOException("PostgreSQL is not on the class path: " + ARCHIVE);
        }
        unpack(archive, directory);
      }
      Files.createFile(done);
    }
    return directory.resolve("bin");
  }

  private static void unpack(InputStream archive, Path directory) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(tar, entry, directory.resolve(entry.getName()).normalize());
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    Files.deleteIfExists(target);
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & EXECUTABLE) != 0) {
      Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }
}
