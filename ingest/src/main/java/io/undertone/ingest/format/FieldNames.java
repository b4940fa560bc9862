// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The names of the fields at the start of a file: a CSV header, or the keys of some JSON objects.
 */
final class FieldNames {
  private static final int RECORDS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private FieldNames() {}

  static Set<String> of(Path file) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    int limit = Limits.DEFAULT.recordBytes();
    if (FileKind.of(file) == FileKind.CSV) {
      try (LineReader lines = new LineReader(new FileBytes(file), limit)) {
        addHeader(lines, names);
      }
      return names;
    }
    try (RecordCutter records = JsonFile.cutter(file, limit, new FileBytes(file))) {
      for (int i = 0; i < RECORDS && records.next(); i++) {
        addKeys(records, names);
      }
    }
    return names;
  }

  private static void addHeader(LineReader lines, Set<String> names) throws IOException {
    try {
      if (lines.next()) {
        names.addAll(CsvSplitter.fields(lines.bytes(), lines.start(), lines.end()));
      }
    } catch (Rejected e) {
      names.clear(); // No header that can be read, so no names.
    }
  }

  private static void addKeys(RecordCutter records, Set<String> names) throws IOException {
    try {
      JsonNode record =
          JSON.readTree(records.bytes(), records.start(), records.end() - records.start());
      addKeys(record, "", names);
    } catch (JsonProcessingException e) {
      return; // A bad record says nothing about the format; the next one may.
    }
  }

  private static void addKeys(JsonNode node, String prefix, Set<String> names) {
    node.fields()
        .forEachRemaining(
            entry -> {
              names.add(prefix + entry.getKey());
              addKeys(entry.getValue(), prefix + entry.getKey() + ".", names);
            });
  }
}
