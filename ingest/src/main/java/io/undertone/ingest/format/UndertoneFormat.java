// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** Undertone's own format: CSV or JSON Lines by the file's ending, packed with gzip or not. */
public final class UndertoneFormat implements CommentFormat {
  private static final long serialVersionUID = 1L;
  private static final Set<String> REQUIRED = Set.of("blogger", "post", "post_time");

  @Override
  public String name() {
    return "undertone";
  }

  @Override
  public boolean recognises(Path file, Set<String> names) {
    return names.containsAll(REQUIRED);
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
