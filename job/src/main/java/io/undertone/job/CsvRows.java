// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.undertone.job.console.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The rows of a table that a user gives, by the names of its header. */
final class CsvRows {
  /** Line of the first row, below the header. */
  static final int FIRST_ROW = 2;

  private CsvRows() {}

  /**
   * Hands on each row, in the order of the file.
   *
   * @param columns what the table should have, for the user
   * @throws UserError when there is no such file, or it is no CSV
   */
  static void read(Path file, String columns, Consumer<Map<String, String>> each) {
    if (Files.isDirectory(file)) {
      throw UserError.failed(file + " is a folder; give a CSV with the columns " + columns + ".");
    }
    if (!Files.isRegularFile(file)) {
      throw UserError.failed(
          "There is no file " + file + ". Give a CSV with the columns " + columns + ".");
    }
    try (MappingIterator<Map<String, String>> lines =
        new CsvMapper()
            .enable(CsvParser.Feature.TRIM_SPACES)
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.toFile())) {
      while (lines.hasNext()) {
        Map<String, String> row = new LinkedHashMap<>();
        lines.next().forEach((column, cell) -> row.put(column.replace("\uFEFF", ""), cell));
        each.accept(row);
      }
    } catch (JacksonException e) {
      throw UserError.failed(file + " is not a readable CSV: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw UserError.failed(file + " cannot be read: " + e.getMessage());
    }
  }
}
