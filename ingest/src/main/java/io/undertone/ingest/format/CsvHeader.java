// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Refusal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The columns of a table, found under the names of a format, and what it lacks. */
final class CsvHeader {
  private static final int SHOWN_COLUMNS = 12;
  private static final int LONGEST_NAME = 60;
  private static final Pattern DATA =
      Pattern.compile(
          "-?[\\d.,:/+-]+|.*\\d{4}-\\d{2}-\\d{2}.*|\\w{3} \\w{3} \\d{1,2} .*|.*[。，！？!?].*");

  private final List<String> columns;

  CsvHeader(List<String> columns) {
    this.columns = columns;
  }

  /** The column of a name, in capitals or small letters, with spaces or hyphens; or -1. */
  int column(String name) {
    int exact = columns.indexOf(name);
    if (exact >= 0) {
      return exact;
    }
    String plain = plain(name);
    for (int i = 0; i < columns.size(); i++) {
      if (plain(columns.get(i)).equals(plain)) {
        return i;
      }
    }
    return -1;
  }

  static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC)
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s\u3000_-]+", "_");
  }

  boolean has(RecordSchema schema, Field field) {
    return schema.names(field).stream().anyMatch(name -> column(name) >= 0);
  }

  /** Whether the line looks like a record, so that the file has no header. */
  boolean looksLikeData() {
    long names = columns.stream().filter(c -> !c.isBlank()).distinct().count();
    long data =
        columns.stream()
            .filter(c -> c.length() > LONGEST_NAME || DATA.matcher(c.strip()).matches())
            .count();
    return data > 0 && data * 3 >= Math.max(1, names);
  }

  /** Whether no column looks like a value. */
  boolean looksLikeNames() {
    return columns.stream()
        .noneMatch(c -> c.length() > LONGEST_NAME || DATA.matcher(c.strip()).matches());
  }

  /** Names of the fields that records of this kind need and the table lacks. */
  List<String> missing(RecordSchema schema, Set<Field> defaulted) {
    List<String> missing = new ArrayList<>();
    for (List<Field> any : schema.required()) {
      if (any.stream().noneMatch(f -> has(schema, f) || defaulted.contains(f))) {
        missing.add(any.stream().map(schema::name).collect(Collectors.joining(" or ")));
      }
    }
    return missing;
  }

  /**
   * @throws Rejected when it has one name twice that the format knows, or no kind of its records
   */
  void check(CommentFormat format, Map<Field, String> defaults) throws Rejected {
    for (RecordSchema schema : format.schemas()) {
      for (String name : schema.allNames()) {
        if (columns.stream().filter(name::equals).count() > 1) {
          throw Rejected.of(Refusal.Kind.HEADER_TWICE, name);
        }
      }
    }
    String fewest = null;
    int count = Integer.MAX_VALUE;
    for (RecordSchema schema : format.schemas()) {
      List<String> missing = missing(schema, defaults.keySet());
      if (missing.isEmpty()) {
        return;
      }
      if (missing.size() < count) {
        count = missing.size();
        fewest = String.join(", ", missing);
      }
    }
    if (looksLikeData()) {
      throw Rejected.of(Refusal.Kind.HEADER_IS_DATA, Integer.toString(columns.size()));
    }
    throw Rejected.of(Refusal.Kind.HEADER_LACKS, String.valueOf(fewest), shown());
  }

  private String shown() {
    return columns.stream()
            .limit(SHOWN_COLUMNS)
            .map(Rejected::shorten)
            .collect(Collectors.joining(", "))
        + (columns.size() > SHOWN_COLUMNS ? ", ..." : "");
  }
}
