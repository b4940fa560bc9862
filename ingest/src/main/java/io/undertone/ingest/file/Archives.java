// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.file;

import io.undertone.ingest.InputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** Archives of several files: zip, 7z and tar, the last packed or not. */
final class Archives {
  private Archives() {}

  /** The kinds of archives. */
  enum Kind {
    NONE,
    ZIP,
    SEVEN_ZIP,
    TAR
  }

  static Kind kind(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(8);
    }
    if (Magic.startsWith(start, Magic.ZIP)) {
      return Kind.ZIP;
    }
    if (Magic.startsWith(start, Magic.SEVEN_ZIP)) {
      return Kind.SEVEN_ZIP;
    }
    String name = Packing.stripEnding(file.getFileName().toString());
    return name.endsWith(".tar") || name.endsWith(".tgz") ? Kind.TAR : Kind.NONE;
  }

  /** Names of the files in an archive, in ascending order. */
  static List<String> entries(Path file, Kind kind) throws IOException {
    List<String> names = new ArrayList<>();
    switch (kind) {
      case ZIP -> {
        try (ZipFile zip = zip(file)) {
          for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (entry.getGeneralPurposeBit().usesEncryption()) {
              throw new InputException(
                  "'" + file + "' is locked with a password; unpack it and give the folder.");
            }
            if (!entry.isDirectory()) {
              names.add(entry.getName());
            }
          }
        }
      }
      case SEVEN_ZIP -> {
        try (SevenZFile zip = SevenZFile.builder().setPath(file).get()) {
          for (SevenZArchiveEntry entry : zip.getEntries()) {
            if (!entry.isDirectory()) {
              names.add(entry.getName());
            }
          }
        }
      }
      case TAR -> {
        try (TarArchiveInputStream tar = tar(file)) {
          TarArchiveEntry entry = tar.getNextEntry();
          while (entry != null) {
            if (entry.isFile()) {
              names.add(entry.getName());
            }
            entry = tar.getNextEntry();
          }
        }
      }
      case NONE -> {}
    }
    Collections.sort(names);
    return names;
  }

  private static ZipFile zip(Path file) throws IOException {
    return ZipFile.builder().setPath(file).get();
  }

  private static TarArchiveInputStream tar(Path file) throws IOException {
    return new TarArchiveInputStream(Packing.unpacked(Files.newInputStream(file)));
  }

  /** The bytes of an entry; closing the stream closes the archive. */
  static InputStream open(InputFile input) throws IOException {
    Path file = input.path();
    switch (kind(file)) {
      case ZIP -> {
        ZipFile zip = zip(file);
        InputStream in = zip.getInputStream(Objects.requireNonNull(zip.getEntry(input.entry())));
        return new FilterInputStream(in) {
          @Override
          public void close() throws IOException {
            super.close();
            zip.close();
          }
        };
      }
      case SEVEN_ZIP -> {
        SevenZFile zip = SevenZFile.builder().setPath(file).get();
        for (SevenZArchiveEntry entry : zip.getEntries()) {
          if (entry.getName().equals(input.entry())) {
            return new FilterInputStream(zip.getInputStream(entry)) {
              @Override
              public void close() throws IOException {
                super.close();
                zip.close();
              }
            };
          }
        }
        zip.close();
      }
      default -> {
        TarArchiveInputStream tar = tar(file);
        TarArchiveEntry entry = tar.getNextEntry();
        while (entry != null) {
          if (entry.getName().equals(input.entry())) {
            return tar;
          }
          entry = tar.getNextEntry();
        }
        tar.close();
      }
    }
    throw new IOException("'" + file + "' has no entry '" + input.entry() + "' any more");
  }
}
