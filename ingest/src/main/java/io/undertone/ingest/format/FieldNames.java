// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
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
    try (LineReader lines = new LineReader(new FileBytes(file), Limits.DEFAULT.recordBytes())) {
      if (FileKind.of(file) == FileKind.CSV) {
        addHeader(lines, names);
      } else {
        for (int i = 0; i < RECORDS && lines.next(); i++) {
          addKeys(lines, names);
        }
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

  private static void addKeys(LineReader lines, Set<String> names) throws IOException {
    try {
      JsonNode record = JSON.readTree(lines.bytes(), lines.start(), lines.end() - lines.start());
      for (Iterator<String> keys = record.fieldNames(); keys.hasNext(); ) {
        names.add(keys.next());
      }
    } catch (JsonProcessingException e) {
      return; // A bad record says nothing about the format; the next one may.
    }
  }
}
