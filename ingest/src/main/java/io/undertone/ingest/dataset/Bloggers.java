// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.undertone.ingest.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Public names of bloggers: a CSV file with the columns {@code blogger} and {@code name}. */
public final class Bloggers {
  private Bloggers() {}

  /**
   * Names by blogger id.
   *
   * @throws InputException when the file is missing or has other columns
   */
  public static Map<String, String> read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "There is no file '"
              + file
              + "' with names of bloggers; it has the columns blogger and name.");
    }
    Map<String, String> names = new LinkedHashMap<>();
    CsvMapper mapper = CsvMapper.builder().enable(CsvParser.Feature.TRIM_SPACES).build();
    try (MappingIterator<Map<String, String>> rows =
        mapper
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.toFile())) {
      while (rows.hasNextValue()) {
        Map<String, String> row = rows.nextValue();
        if (!row.containsKey("blogger") || !row.containsKey("name")) {
          throw new InputException("'" + file + "' must have the columns blogger and name.");
        }
        names.put(row.get("blogger"), row.get("name"));
      }
    } catch (JsonProcessingException e) {
      throw new InputException(
          "'" + file + "' is not valid CSV: " + e.getOriginalMessage() + ".", e);
    }
    return names;
  }
}
