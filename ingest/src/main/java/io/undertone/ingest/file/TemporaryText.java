// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.file;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Text made from another kind of file, kept in a temporary file until it is closed. */
final class TemporaryText {
  private TemporaryText() {}

  /** Writes the text. */
  interface Writer {
    void write(OutputStream out) throws IOException;
  }

  static InputStream of(Writer writer) throws IOException {
    Path file = Files.createTempFile("undertone-", ".text");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        writer.write(out);
      }
      return new BufferedInputStream(
          Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /** One row of CSV. */
  static void row(OutputStream out, Iterable<String> cells) throws IOException {
    StringBuilder row = new StringBuilder();
    for (String cell : cells) {
      row.append(row.length() == 0 ? "" : ",").append('"');
      row.append(cell.replace("\"", "\"\"")).append('"');
    }
    out.write(row.append('\n').toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
