// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Parsed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A CSV file with a header. A quoted field may hold line ends. */
final class CsvFile extends RecordFile {
  private final LineReader lines;
  private final RecordSchema schema;
  private final ParserOptions options;
  private @Nullable CsvCommentParser parser;

  CsvFile(Path path, RecordSchema schema, ParserOptions options) throws IOException {
    this(path, schema, options, new FileBytes(path));
  }

  private CsvFile(Path path, RecordSchema schema, ParserOptions options, FileBytes bytes) {
    this(path, schema, options, bytes, new LineReader(bytes, options.limits().recordBytes()));
  }

  private CsvFile(
      Path path, RecordSchema schema, ParserOptions options, FileBytes bytes, LineReader lines) {
    super(path, schema, options, bytes, lines);
    this.lines = lines;
    this.schema = schema;
    this.options = options;
  }

  @Override
  void record(Consumer<Parsed> out) throws IOException {
    joinQuotedLines();
    if (parser == null) {
      readHeader(out);
      return;
    }
    boolean joined = lines.lines() > lines.line();
    if (joined && !parser.fits(lines.bytes(), lines.start(), lines.end())) {
      // A stray quote joined lines that do not belong together: take them one by one.
      lines.retract();
    }
    parser.parse(lines.bytes(), lines.start(), lines.end(), source, lines.line(), out);
  }

  private void readHeader(Consumer<Parsed> out) {
    try {
      parser =
          new CsvCommentParser(
              schema, options, CsvSplitter.fields(lines.bytes(), lines.start(), lines.end()));
    } catch (Rejected e) {
      stop(e.reason(), out);
    }
  }

  /** While a quote is open, the record goes on in the next line. */
  private void joinQuotedLines() throws IOException {
    int counted = 0;
    boolean open = false;
    while (true) {
      byte[] bytes = lines.bytes();
      int from = lines.start();
      int length = lines.end() - from;
      for (int i = from + counted; i < from + length; i++) {
        open ^= bytes[i] == '"';
      }
      if (!open) {
        return;
      }
      counted = length;
      if (!lines.extend()) {
        lines.retract();
        return;
      }
    }
  }

  @Override
  public long unknownFields() {
    return parser == null ? 0 : parser.unknownFields();
  }
}
