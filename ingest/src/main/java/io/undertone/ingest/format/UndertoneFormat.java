// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.IOException;
import java.nio.file.Path;

/** Undertone's own format: CSV or JSON Lines by the file's ending, packed with gzip or not. */
public final class UndertoneFormat implements CommentFormat {
  private static final long serialVersionUID = 1L;

  @Override
  public String name() {
    return "undertone";
  }

  @Override
  public CommentFile open(Path file, ParserOptions options) throws IOException {
    RecordSchema schema = RecordSchema.undertone();
    return FileKind.of(file) == FileKind.CSV
        ? new CsvFile(file, schema, options)
        : new JsonLinesFile(file, schema, options);
  }

  @Override
  public CommentParser jsonParser(ParserOptions options) {
    return new JsonCommentParser(RecordSchema.undertone(), options);
  }
}
