// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.file;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.zip.ZipException;

/**
 * The text of a file in UTF-8: unpacked, decoded, tables of other programs turned into CSV or JSON;
 * counts the bytes of the file that it consumes.
 */
public final class FileBytes extends InputStream {
  private final CountingStream file;
  private static final int BUFFER = 64 * 1024;

  private final InputFile input;
  private final boolean named;
  private InputStream bytes;
  private boolean started;

  public FileBytes(InputFile input) throws IOException {
    this.input = input;
    this.file = new CountingStream(Files.newInputStream(input.path()));
    this.named = Packing.named(input.name()) && input.entry().isEmpty();
    this.bytes = file;
  }

  /**
   * @throws EOFException when a packed stream ends too early
   * @throws ZipException when it is damaged, or not packed as its name says
   */
  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (!started) {
      started = true;
      bytes = text();
    }
    try {
      return bytes.read(buffer, offset, length);
    } catch (EOFException | ZipException e) {
      throw e;
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  /** Unpacking reports damage in many ways; readers know two. */
  private static IOException damaged(IOException e) {
    String kind = e.getClass().getName();
    if (kind.contains("zstd") || kind.contains("tukaani") || kind.contains("compress")) {
      ZipException damage = new ZipException(String.valueOf(e.getMessage()));
      damage.initCause(e);
      return damage;
    }
    return e;
  }

  private InputStream text() throws IOException {
    return switch (input.shape()) {
      case XLSX -> XlsxTable.open(input);
      case SQLITE -> SqliteTables.open(input);
      case DISQUS -> DisqusXml.open(raw());
      case TABLE, JSON -> decoded(raw());
    };
  }

  private InputStream decoded(InputStream raw) {
    Charset charset = Charset.forName(input.charset());
    return charset.equals(StandardCharsets.UTF_8) ? raw : new Utf8Stream(raw, charset);
  }

  /** Unpacked bytes, as they are encoded. */
  InputStream raw() throws IOException {
    if (!input.entry().isEmpty()) {
      return Packing.unpacked(Archives.open(input));
    }
    InputStream unpacked = unpacked();
    return unpacked;
  }

  private InputStream unpacked() throws IOException {
    java.io.BufferedInputStream in = new java.io.BufferedInputStream(file, Packing.BUFFER);
    Packing packing = Packing.of(in);
    if (packing == Packing.NONE && named) {
      String ending = input.name().substring(input.name().lastIndexOf('.') + 1);
      throw ending.equalsIgnoreCase("gz")
          ? new ZipException("Not in GZIP format")
          : new ZipException("not packed as ." + ending + " says");
    }
    try {
      return packing.unpack(in);
    } catch (EOFException | ZipException e) {
      throw e;
    } catch (IOException e) {
      throw damaged(e);
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  public long consumed() {
    return file.count;
  }

  @Override
  public void close() throws IOException {
    file.close();
    if (bytes != file) {
      bytes.close();
    }
  }

  /**
   * Whether one of these names stands in quotes anywhere in a file, dots descending into objects.
   */
  public static boolean mentions(InputFile input, Collection<String> names) throws IOException {
    List<byte[]> quoted =
        names.stream()
            .map(name -> '"' + name.substring(name.lastIndexOf('.') + 1) + '"')
            .map(name -> name.getBytes(StandardCharsets.UTF_8))
            .toList();
    int longest = quoted.stream().mapToInt(name -> name.length).max().orElse(0);
    byte[] buffer = new byte[BUFFER + longest];
    int kept = 0;
    try (FileBytes bytes = new FileBytes(input)) {
      int read = bytes.read(buffer, 0, BUFFER);
      while (read >= 0) {
        int length = kept + read;
        if (holds(buffer, length, quoted)) {
          return true;
        }
        kept = Math.min(longest, length);
        System.arraycopy(buffer, length - kept, buffer, 0, kept);
        read = bytes.read(buffer, kept, BUFFER);
      }
      return false;
    } catch (EOFException | ZipException e) {
      return false; // its reader reports the cut
    }
  }

  private static boolean holds(byte[] buffer, int length, List<byte[]> quoted) {
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '"') {
        for (byte[] name : quoted) {
          int to = i + name.length;
          if (to <= length && Arrays.equals(buffer, i, to, name, 0, name.length)) {
            return true;
          }
        }
      }
    }
    return false;
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
