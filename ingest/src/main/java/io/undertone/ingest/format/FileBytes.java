// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The bytes of a file, unpacked where its name ends in {@code .gz}; counts what it consumes. */
final class FileBytes extends InputStream {
  private static final int BUFFER = 64 * 1024;

  private final CountingStream file;
  private final boolean packed;
  private InputStream bytes;
  private boolean started;

  FileBytes(Path path) throws IOException {
    file = new CountingStream(Files.newInputStream(path));
    packed = path.getFileName().toString().endsWith(".gz");
    bytes = file;
  }

  /**
   * @throws EOFException when a packed stream ends too early
   * @throws ZipException when it is damaged, or no gzip at all
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (!started) {
      started = true;
      bytes = packed ? new GZIPInputStream(file, BUFFER) : file;
    }
    return bytes.read(buffer, offset, length);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  long consumed() {
    return file.count;
  }

  @Override
  public void close() throws IOException {
    file.close();
    if (bytes != file) {
      bytes.close();
    }
  }

  private static final class CountingStream extends FilterInputStream {
    private long count;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count += Math.max(read, 0);
      return read;
    }
  }
}
