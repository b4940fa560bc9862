// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The columns a CSV file must have. */
final class CsvHeader {
  private static final int SHOWN_COLUMNS = 12;

  private final RecordSchema schema;
  private final Set<Field> defaulted;

  CsvHeader(RecordSchema schema, ParserOptions options) {
    this.schema = schema;
    this.defaulted = options.defaults().keySet();
  }

  void check(List<String> header) throws Rejected {
    Set<Field> found = EnumSet.noneOf(Field.class);
    for (String name : header) {
      Field field = schema.field(name);
      if (field != null && !found.add(field)) {
        throw new Rejected("the header names the column " + name + " twice; name each once.");
      }
    }
    List<String> missing = missing(found);
    if (!missing.isEmpty()) {
      throw new Rejected(
          "the header lacks "
              + String.join(", ", missing)
              + "; its columns are "
              + header.stream()
                  .limit(SHOWN_COLUMNS)
                  .map(Rejected::shorten)
                  .collect(Collectors.joining(", "))
              + (header.size() > SHOWN_COLUMNS ? ", ..." : "")
              + ".");
    }
  }

  private List<String> missing(Set<Field> found) {
    List<String> missing = new ArrayList<>();
    for (Field field : schema.required()) {
      if (!found.contains(field) && !defaulted.contains(field)) {
        missing.add(schema.name(field));
      }
    }
    boolean content = found.contains(Field.TEXT) || found.contains(Field.SCORE);
    if (schema.kind != RecordSchema.Kind.POST && !content) {
      missing.add(schema.name(Field.TEXT) + " or " + schema.name(Field.SCORE));
    }
    return missing;
  }
}
