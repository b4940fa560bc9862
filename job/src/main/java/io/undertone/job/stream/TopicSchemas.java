// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertone.ingest.format.InputSchema;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowJson;
import io.undertone.sinks.TableSchema;
import io.undertone.sinks.kafka.KafkaTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON Schemas of all records in Kafka topics: the files of {@code docs/schemas}. */
public final class TopicSchemas {
  private static final ObjectWriter JSON =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withSeparators(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER)));

  private TopicSchemas() {}

  /** Name and content of each file. */
  public static Map<String, String> files() {
    Map<String, ObjectNode> schemas = new TreeMap<>(InputSchema.all());
    List<ResultTable> tables = new ArrayList<>(KafkaTopics.resultTables());
    tables.add(ResultTable.DEAD_LETTER);
    for (ResultTable table : tables) {
      schemas.put(table.tableName(), TableSchema.value(table));
      schemas.put(table.tableName() + ".key", TableSchema.key(table));
    }
    schemas.put("headers", headers());
    Map<String, String> files = new TreeMap<>();
    schemas.forEach((name, schema) -> files.put(name + ".json", text(schema)));
    return files;
  }

  private static ObjectNode headers() {
    ObjectNode headers =
        JsonNodeFactory.instance
            .objectNode()
            .put("$schema", "https://json-schema.org/draft/2020-12/schema")
            .put("title", "Headers of results and dead letters")
            .put("type", "object");
    headers.putArray("required").add(KafkaTopics.VERSION_HEADER);
    headers
        .putObject("properties")
        .putObject(KafkaTopics.VERSION_HEADER)
        .put("description", "version of the columns, as text")
        .put("type", "string")
        .put("const", Integer.toString(RowJson.SCHEMA_VERSION));
    return headers;
  }

  private static String text(ObjectNode schema) {
    try {
      return JSON.writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
