// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Parsed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file with one JSON object a line. */
final class JsonLinesFile extends LineFile {
  private final CommentParser parser;

  JsonLinesFile(Path path, RecordSchema schema, ParserOptions options) throws IOException {
    super(path, schema, options);
    parser = new JsonCommentParser(schema, options);
  }

  @Override
  void record(Consumer<Parsed> out) {
    parser.parse(lines.bytes(), lines.start(), lines.end(), source, lines.line(), out);
  }

  @Override
  public long unknownFields() {
    return parser.unknownFields();
  }
}
