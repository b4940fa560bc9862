// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Parsed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file of JSON objects: one a line, or one array of them. */
final class JsonFile extends RecordFile {
  private final CommentParser parser;

  JsonFile(Path path, CommentParser parser, RecordSchema schema, ParserOptions options)
      throws IOException {
    this(path, parser, schema, options, new FileBytes(path));
  }

  private JsonFile(
      Path path, CommentParser parser, RecordSchema schema, ParserOptions options, FileBytes bytes)
      throws IOException {
    super(path, schema, options, bytes, cutter(path, options.limits().recordBytes(), bytes));
    this.parser = parser;
  }

  /** Lines or the elements of an array, by the first visible character. */
  static RecordCutter cutter(Path path, int limit, FileBytes bytes) throws IOException {
    return JsonArrayReader.isArray(path)
        ? new JsonArrayReader(bytes, limit)
        : new LineReader(bytes, limit);
  }

  @Override
  void record(Consumer<Parsed> out) {
    parser.parse(cutter.bytes(), cutter.start(), cutter.end(), source, cutter.line(), out);
  }

  @Override
  public long unknownFields() {
    return parser.unknownFields();
  }
}
