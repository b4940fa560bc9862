// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Parsed;
import io.undertone.ingest.Refusal;
import io.undertone.ingest.file.FileBytes;
import io.undertone.ingest.file.InputFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A table with a header, or with names from elsewhere. A quoted field may hold line ends. */
final class CsvFile extends RecordFile {
  private final LineReader lines;
  private final CommentFormat format;
  private final ParserOptions options;
  private final int above;
  private byte separator;
  private @Nullable CsvCommentParser parser;

  CsvFile(InputFile input, CommentFormat format, ParserOptions options) throws IOException {
    this(input, format, options, new FileBytes(input));
  }

  private CsvFile(InputFile input, CommentFormat format, ParserOptions options, FileBytes bytes)
      throws IOException {
    this(input, format, options, bytes, new LineReader(bytes, options.limits().recordBytes()));
  }

  private CsvFile(
      InputFile input,
      CommentFormat format,
      ParserOptions options,
      FileBytes bytes,
      LineReader lines)
      throws IOException {
    super(input, format, options, bytes, lines);
    this.above = TableHead.linesAbove(input);
    this.lines = lines;
    this.format = format;
    this.options = options;
  }

  @Override
  void record(Consumer<Parsed> out) throws IOException {
    if (lines.line() <= above) {
      return;
    }
    if (lines.line() == 1 && separator == 0) {
      separator = Separator.named(lines.bytes(), lines.start(), lines.end());
      if (separator != 0) {
        return;
      }
    }
    lines.joinQuoted();
    if (parser == null && !readHeader(out)) {
      return;
    }
    CsvCommentParser ready = parser;
    if (ready == null) {
      return;
    }
    boolean joined = lines.lines() > lines.line();
    if (joined && !ready.fits(lines.bytes(), lines.start(), lines.end())) {
      // A stray quote joined lines that do not belong together: take them one by one.
      lines.retract();
    }
    ready.parse(lines.bytes(), lines.start(), lines.end(), source, lines.line(), out);
  }

  /** Whether the current record is already data. */
  private boolean readHeader(Consumer<Parsed> out) {
    byte[] bytes = lines.bytes();
    int from = lines.start();
    int to = lines.end();
    separator = separator == 0 ? Separator.of(bytes, from, to) : separator;
    boolean headless = !format.header().isEmpty();
    try {
      List<String> found = CsvSplitter.fields(bytes, from, to, separator);
      boolean named = headless && !isHeader(found);
      if (named && found.size() != format.header().size()) {
        throw Rejected.of(
            Refusal.Kind.HEADER_COLUMNS,
            Integer.toString(format.header().size()),
            Integer.toString(found.size()));
      }
      byte[] line = named ? new byte[0] : Arrays.copyOfRange(bytes, from, to);
      List<String> names = named ? format.header() : found;
      parser = new CsvCommentParser(format, options, names, separator, line);
      return named;
    } catch (Rejected e) {
      stop(e.reason(), out);
      return false;
    }
  }

  private boolean isHeader(List<String> found) {
    try {
      new CsvHeader(found).check(format, options.defaults());
      return true;
    } catch (Rejected e) {
      return found.equals(format.header());
    }
  }

  @Override
  ParseTally parsed() {
    return parser == null ? new ParseTally() : parser.tally();
  }
}
