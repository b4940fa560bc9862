// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import io.undertone.testing.JsonSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Checks the records of one table's topic against the schemas of docs/schemas. */
final class TopicRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonNode columns;
  private final JsonSchema value;
  private final JsonSchema key;
  private final JsonSchema headers;

  TopicRecords(String table) throws IOException {
    columns = file(table).path("properties");
    value = JsonSchemas.of(file(table));
    key = JsonSchemas.of(file(table + ".key"));
    headers = JsonSchemas.of(file("headers"));
  }

  private static JsonNode file(String name) throws IOException {
    return JSON.readTree(Path.of("../docs/schemas", name + ".json").toFile());
  }

  /** What is wrong with a record, nothing when it is as described. */
  List<String> problems(ConsumerRecord<String, String> record) throws JsonProcessingException {
    List<String> problems = new ArrayList<>(problems(record.value()));
    problems.addAll(JsonSchemas.problems(key, JSON.readTree(record.key())));
    ObjectNode written = JSON.createObjectNode();
    record
        .headers()
        .forEach(header -> written.put(header.key(), new String(header.value(), UTF_8)));
    problems.addAll(JsonSchemas.problems(headers, written));
    return problems;
  }

  /** What is wrong with a value; schemas let more columns pass, this does not. */
  List<String> problems(String row) throws JsonProcessingException {
    JsonNode read = JSON.readTree(row);
    List<String> problems = new ArrayList<>(JsonSchemas.problems(value, read));
    read.fieldNames()
        .forEachRemaining(
            name -> {
              if (!columns.has(name)) {
                problems.add(name + " is not described");
              }
            });
    return problems;
  }
}
