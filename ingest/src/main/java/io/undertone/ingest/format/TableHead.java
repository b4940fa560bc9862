// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.file.FileBytes;
import io.undertone.ingest.file.InputFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Where the header of a table stands. Tools and spreadsheets like to write a title, an address or
 * blank lines above it.
 */
final class TableHead {
  private static final int PROBE = 64 * 1024;
  private static final int LINES = 40;
  private static final int MOST_ABOVE = 15;
  private static final int FEWEST_COLUMNS = 3;

  private TableHead() {}

  /**
   * Lines above the header; 0 unless each of them fills at most half of the columns that the header
   * names and at least four in five of the lines below have.
   */
  static int linesAbove(InputFile file) throws IOException {
    List<Row> rows = rows(start(file).split("\r\n|\n|\r", LINES + 1));
    for (int at = 1; at < rows.size() && rows.get(at).line() <= MOST_ABOVE; at++) {
      if (isHeader(rows, at)) {
        return rows.get(at).line();
      }
      if (filled(rows.get(at).text()) >= FEWEST_COLUMNS) {
        return 0; // a row of data, so that the first line is its header or there is none
      }
    }
    return 0;
  }

  /** A row and how many lines stand above it. */
  private record Row(String text, int line) {}

  /** Rows of a table, of which a quoted field may go on in the next line; the last may be cut. */
  private static List<Row> rows(String[] lines) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < lines.length - 1; i++) {
      int start = i;
      StringBuilder text = new StringBuilder(lines[i]);
      while (text.chars().filter(c -> c == '"').count() % 2 == 1 && i < lines.length - 2) {
        text.append('\n').append(lines[++i]);
      }
      rows.add(new Row(text.toString(), start));
    }
    return rows;
  }

  private static boolean isHeader(List<Row> rows, int at) {
    String header = rows.get(at).text();
    byte separator = separator(header);
    List<String> names = fields(header, separator);
    long columns = filled(names);
    if (columns < FEWEST_COLUMNS || !new CsvHeader(names).looksLikeNames()) {
      return false;
    }
    List<Row> title = rows.subList(0, at);
    List<Row> below = rows.subList(at + 1, rows.size());
    below = below.stream().filter(row -> !row.text().isBlank()).toList();
    long alike =
        below.stream().filter(r -> fields(r.text(), separator).size() == names.size()).count();
    return title.stream().allMatch(r -> filled(fields(r.text(), separator)) * 2 <= columns)
        && title.stream().anyMatch(row -> !row.text().isBlank())
        && !below.isEmpty()
        && alike * 5 >= below.size() * 4L;
  }

  private static String start(InputFile file) throws IOException {
    try (InputStream in = new FileBytes(file)) {
      return new String(in.readNBytes(PROBE), StandardCharsets.UTF_8).replace("\uFEFF", "");
    } catch (EOFException | ZipException e) {
      return ""; // whoever reads the file says what is wrong with it
    }
  }

  private static byte separator(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return Separator.of(bytes, 0, bytes.length);
  }

  private static List<String> fields(String line, byte separator) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    try {
      return CsvSplitter.fields(bytes, 0, bytes.length, separator);
    } catch (Rejected e) {
      return List.of(); // half of a quoted text
    }
  }

  private static long filled(String row) {
    return filled(fields(row, separator(row)));
  }

  private static long filled(List<String> fields) {
    return fields.stream().filter(field -> !field.isBlank()).count();
  }
}
