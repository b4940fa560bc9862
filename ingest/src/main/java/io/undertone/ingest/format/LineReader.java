// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into lines that end in LF, CR LF or CR, in any mixture, and joins lines to
 * longer records on request. Memory is bounded: what a line has beyond the limit is skipped.
 */
final class LineReader implements RecordCutter {
  private static final int CHUNK = 64 * 1024;
  private static final int SMALL = 100_000;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final int NONE = -1;
  private static final int TOO_LONG = -2;

  private final InputStream in;
  private final int limit;
  private byte[] buffer;
  private int filled;
  private @Nullable IOException cut;

  /** The current record begins here; all other positions count from it, since the buffer moves. */
  private int start;

  private int length;
  private int next;
  private int firstLength;
  private int firstNext;
  private long line;
  private long nextLine = 1;
  private long skipped;

  LineReader(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
    this.buffer = new byte[Math.min(limit, SMALL) + CHUNK];
  }

  @Override
  public boolean next() throws IOException {
    start += next;
    line = nextLine;
    skipped = 0;
    next = 0;
    int end = findEnd(0);
    if (end == TOO_LONG) {
      skipLine();
    } else if (end == NONE) {
      length = filled - start;
      next = length;
      if (length == 0 || cut != null) {
        return false;
      }
      nextLine++;
    } else {
      endAt(end);
    }
    if (line == 1) {
      skipByteOrderMark();
    }
    firstLength = length;
    firstNext = next;
    return true;
  }

  private void skipByteOrderMark() {
    int mark = BYTE_ORDER_MARK.length;
    if (length >= mark && Arrays.equals(buffer, start, start + mark, BYTE_ORDER_MARK, 0, mark)) {
      start += mark;
      length -= mark;
      next -= mark;
    }
  }

  /** Adds the following line to the record; false, and no change, when there is none or no room. */
  boolean extend() throws IOException {
    int end = skipped > 0 ? TOO_LONG : findEnd(next);
    if (end == NONE && cut == null && filled - start > next) {
      length = filled - start;
      next = length;
      nextLine++;
      return true;
    }
    if (end < 0) {
      return false;
    }
    endAt(end);
    return true;
  }

  /** While a quote is open, the record goes on in the next line; not where it is never closed. */
  void joinQuoted() throws IOException {
    int counted = 0;
    boolean open = false;
    while (true) {
      for (int i = start + counted; i < start + length; i++) {
        open ^= buffer[i] == '"';
      }
      if (!open) {
        return;
      }
      counted = length;
      if (!extend()) {
        retract();
        return;
      }
    }
  }

  /** Reduces the record to its first line; the others are read again. */
  void retract() {
    length = firstLength;
    next = firstNext;
    nextLine = line + 1;
  }

  /** Position of the next line end from {@code from}, or NONE at the end, or TOO_LONG. */
  private int findEnd(int from) throws IOException {
    int at = from;
    while (true) {
      int stop = Math.min(filled - start, limit + 1);
      int found = scan(start + at, start + stop) - start;
      if (found < stop) {
        return found;
      }
      at = stop;
      if (at > limit) {
        return TOO_LONG;
      }
      if (!fill()) {
        return NONE;
      }
    }
  }

  private int scan(int from, int to) {
    byte[] bytes = buffer;
    int at = from;
    while (at < to && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
    return at;
  }

  /** The record ends before the line end at {@code end}; CR LF is one line end. */
  private void endAt(int end) throws IOException {
    length = end;
    next = end + 1;
    nextLine++;
    boolean known = start + next < filled || fill();
    if (buffer[start + end] == '\r' && known && buffer[start + next] == '\n') {
      next++;
    }
  }

  private void skipLine() throws IOException {
    length = limit;
    while (true) {
      int from = start + limit;
      int end = scan(from, filled);
      skipped += end - from;
      if (end < filled) {
        endAt(end - start);
        length = limit;
        return;
      }
      filled = from;
      if (!fill()) {
        next = limit;
        nextLine++;
        return;
      }
    }
  }

  private boolean fill() throws IOException {
    if (cut != null) {
      return false;
    }
    if (buffer.length - filled < CHUNK / 2) {
      byte[] room = filled - start > buffer.length - CHUNK ? larger() : buffer;
      System.arraycopy(buffer, start, room, 0, filled - start);
      buffer = room;
      filled -= start;
      start = 0;
    }
    try {
      int read = in.read(buffer, filled, buffer.length - filled);
      filled += Math.max(read, 0);
      return read > 0;
    } catch (EOFException | ZipException e) {
      cut = e;
      return false;
    }
  }

  private byte[] larger() {
    return new byte[(int) Math.min(limit + (long) CHUNK, 2L * buffer.length)];
  }

  @Override
  public byte[] bytes() {
    return buffer;
  }

  @Override
  public int start() {
    return start;
  }

  @Override
  public int end() {
    return start + length;
  }

  @Override
  public long line() {
    return line;
  }

  @Override
  public long lines() {
    return nextLine - 1;
  }

  @Override
  public long skipped() {
    return skipped;
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
