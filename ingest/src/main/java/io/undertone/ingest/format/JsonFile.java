// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Parsed;
import io.undertone.ingest.file.FileBytes;
import io.undertone.ingest.file.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/** A file of JSON objects: one a line, one after the other, or in an array. */
final class JsonFile extends RecordFile {
  private static final int PROBE = 256 * 1024;
  private final CommentParser parser;

  JsonFile(InputFile input, CommentFormat format, ParserOptions options) throws IOException {
    this(input, format, options, new FileBytes(input));
  }

  private JsonFile(InputFile input, CommentFormat format, ParserOptions options, FileBytes bytes)
      throws IOException {
    super(input, format, options, bytes, cutter(input, options.limits().recordBytes(), bytes));
    this.parser = format.jsonParser(options);
  }

  /** Lines, or objects wherever they begin, by the beginning of the file. */
  static RecordCutter cutter(InputFile input, int limit, FileBytes bytes) throws IOException {
    return hasObjectALine(input)
        ? new LineReader(bytes, limit)
        : new JsonObjectReader(bytes, limit);
  }

  /** Whether the first line that is not blank is no more than one object. */
  private static boolean hasObjectALine(InputFile input) throws IOException {
    byte[] start = new byte[PROBE];
    int length = 0;
    try (InputStream in = new FileBytes(input)) {
      for (int read = 0; read >= 0 && length < PROBE; length += Math.max(read, 0)) {
        read = in.read(start, length, PROBE - length);
      }
    } catch (EOFException | ZipException e) {
      // Whoever reads the file says what is wrong with it.
    }
    return hasObjectALine(Arrays.copyOf(start, length));
  }

  private static boolean hasObjectALine(byte[] start) {
    int at = 0;
    while (at < start.length && (start[at] <= ' ')) {
      at++; // a byte order mark is negative
    }
    if (at == start.length || start[at] == '[') {
      return at == start.length;
    }
    int depth = 0;
    boolean quoted = false;
    boolean escaped = false;
    for (; at < start.length && start[at] != '\n' && start[at] != '\r'; at++) {
      byte b = start[at];
      if (quoted) {
        quoted = b != '"' || escaped;
        escaped = b == '\\' && !escaped;
      } else if (b == '"') {
        quoted = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
    }
    return depth <= 0 || quoted || at == start.length;
  }

  @Override
  void record(Consumer<Parsed> out) {
    parser.parse(cutter.bytes(), cutter.start(), cutter.end(), source, cutter.line(), out);
  }

  @Override
  ParseTally parsed() {
    return parser.tally();
  }
}
