// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.undertone.job.console.UserError;
import io.undertone.sentiment.training.Delimited;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Texts of a file: one a line, a column of a table, or a field of objects. */
final class ScoreInput {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ScoreInput() {}

  /** A text and what it is called: its id, or the number of its line. */
  record Text(String id, String text) {}

  static List<Text> read(Path file, PrintWriter err) throws IOException {
    TextFile content = TextFile.read(file);
    if (!content.encoding().equals("UTF-8")) {
      err.println(file.getFileName() + " is read as " + content.encoding() + ".");
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("\\.gz$", "");
    if (name.endsWith(".csv")) {
      return table(file, content.text());
    }
    boolean objects = name.endsWith(".jsonl") || name.endsWith(".ndjson");
    List<Text> texts = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) content.text().lines()::iterator) {
      number++;
      if (!objects) {
        texts.add(new Text(String.valueOf(number), line));
      } else if (!line.isBlank()) {
        texts.add(object(file, number, line));
      }
    }
    return texts;
  }

  private static Text object(Path file, int number, String line) {
    try {
      JsonNode node = JSON.readTree(line);
      if (node.path("text").isTextual()) {
        return new Text(node.path("id").asText(String.valueOf(number)), node.path("text").asText());
      }
    } catch (JsonProcessingException e) {
      throw UserError.failed(
          file + " line " + number + ": no JSON object: " + e.getOriginalMessage());
    }
    throw UserError.failed(file + " line " + number + ": no field 'text'.");
  }

  private static List<Text> table(Path file, String content) {
    List<Delimited.Fields> records = Delimited.parse(content, ',');
    List<String> header = records.isEmpty() ? List.of() : records.get(0).values();
    List<String> names =
        header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    int text = names.indexOf("text");
    int id = names.indexOf("id");
    if (text < 0) {
      throw UserError.failed(
          file + " line 1: columns are " + header + "; a column 'text' is needed, 'id' is read.");
    }
    List<Text> texts = new ArrayList<>();
    for (Delimited.Fields record : records.subList(1, records.size())) {
      if (record.values().size() <= Math.max(text, id)) {
        throw UserError.failed(
            String.format(
                Locale.ROOT,
                "%s line %d: %d fields; the header has %d.",
                file,
                record.line(),
                record.values().size(),
                header.size()));
      }
      texts.add(
          new Text(
              id < 0 ? String.valueOf(record.line()) : record.values().get(id),
              record.values().get(text)));
    }
    return texts;
  }
}
