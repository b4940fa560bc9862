// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.BitSet;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into its JSON objects, in an array or one after the other, without reading it
 * whole. An object that is broken (a line ends inside a string, an object stands where a key must)
 * is cut there, and reading goes on with the next.
 */
final class JsonObjectReader implements RecordCutter {
  private static final int MAX_DEPTH = 2_000;
  private static final long GIVE_UP = 1_000;
  private static final int NONE = -2;
  private static final int END = -1;

  private final InputStream in;
  private final int limit;
  private byte[] element = new byte[1_024];
  private int length;
  private long bytes;
  private long line = 1;
  private long firstLine;
  private int ahead = NONE;
  private boolean atNextLine;
  private @Nullable IOException cut;

  JsonObjectReader(InputStream in, int limit) {
    this.in = new BufferedInputStream(in);
    this.limit = limit;
  }

  @Override
  public boolean next() throws IOException {
    length = 0;
    bytes = 0;
    int b = atNextLine ? skipToObjectLine() : read();
    atNextLine = false;
    while (b != '{' && b != END) {
      b = read();
    }
    firstLine = line;
    if (b == END) {
      return false;
    }
    keep(b);
    readObject();
    return cut == null;
  }

  /** After a broken object: up to an object that begins a line. */
  private int skipToObjectLine() throws IOException {
    int b = read();
    while (b != END) {
      while (b != '\n' && b != END) {
        b = read();
      }
      while (b != END && b <= ' ') {
        b = read();
      }
      if (b == '{') {
        return b;
      }
    }
    return END;
  }

  private void readObject() throws IOException {
    BitSet objects = new BitSet();
    objects.set(0);
    int depth = 1;
    int last = '{';
    while (depth > 0) {
      int b = read();
      if (b == '{' && objects.get(depth - 1) && last != ':') {
        ahead = b; // An object where a key must be: the next element begins.
        return;
      }
      if (b == END || depth > MAX_DEPTH || bytes > GIVE_UP * limit) {
        atNextLine = true;
        return;
      }
      keep(b);
      if (b == '"' && !readString()) {
        atNextLine = true;
        return;
      }
      if (b == '{' || b == '[') {
        objects.set(depth++, b == '{');
      } else if (b == '}' || b == ']') {
        depth--;
      }
      last = b > ' ' ? b : last;
    }
  }

  /** Reads up to the closing quote; false when the line or the file ends before it. */
  private boolean readString() throws IOException {
    boolean escaped = false;
    while (true) {
      int b = read();
      if (b == END || b == '\n') {
        ahead = b;
        return false;
      }
      keep(b);
      if (b == '"' && !escaped) {
        return true;
      }
      escaped = b == '\\' && !escaped;
    }
  }

  private void keep(int b) {
    bytes++;
    if (length < limit) {
      if (length == element.length) {
        element = Arrays.copyOf(element, Math.min(limit, 2 * length));
      }
      element[length++] = (byte) b;
    }
  }

  private int read() throws IOException {
    if (ahead != NONE) {
      int b = ahead;
      ahead = NONE;
      return b;
    }
    try {
      int b = in.read();
      line += b == '\n' ? 1 : 0;
      return b;
    } catch (EOFException | ZipException e) {
      cut = e;
      return END;
    }
  }

  @Override
  public byte[] bytes() {
    return element;
  }

  @Override
  public int start() {
    return 0;
  }

  @Override
  public int end() {
    return length;
  }

  @Override
  public long line() {
    return firstLine;
  }

  @Override
  public long lines() {
    return line;
  }

  @Override
  public long skipped() {
    return bytes - length;
  }

  @Override
  public @Nullable IOException cut() {
    return cut;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
