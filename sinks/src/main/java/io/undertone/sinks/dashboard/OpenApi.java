// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.undertone.sinks.Column;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.TableSchema;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Description of the API, made from the tables' own descriptions. */
final class OpenApi {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, String> ANSWERS =
      Map.of(
          "summary", "What the results of a topic say in a glance",
          "as_of", "Times at which a model's influence matrix is known",
          "whatif", "Response of all audiences to a unit change in one",
          "planner", "Periods needed before an edge of a given weight is likely to be confirmed",
          "health", "Whether results are complete and fresh",
          "brief", "One page in plain words: what moved, what comes next, who moves with whom",
          "change", "Exact parts of the difference between two audiences or periods");

  private OpenApi() {}

  static String document() {
    ObjectNode root = JSON.createObjectNode();
    root.put("openapi", "3.1.0");
    ObjectNode info = root.putObject("info");
    info.put("title", "Undertone results");
    info.put("version", "1");
    info.put(
        "description",
        "Read-only results of Undertone. Weights are predictive dependencies, not causes.");
    root.putArray("servers").addObject().put("url", "/api/v1");
    ObjectNode schemas = root.putObject("components").putObject("schemas");
    ObjectNode paths = root.putObject("paths");
    for (ResultTable table : ResultTable.values()) {
      schemas.set(schemaName(table), TableSchema.row(table));
      paths.putObject("/" + table.tableName()).set("get", rows(table));
    }
    for (String answer : Api.ANSWERS) {
      paths.putObject("/" + answer).set("get", answer(answer));
    }
    paths
        .putObject("/meta")
        .set("get", operation("meta", "How results were made, topics, tables, version"));
    paths.putObject("/openapi.json").set("get", operation("openapi", "This description"));
    ObjectNode events =
        operation("events", "Server-sent events: 'version' at first, 'change' per new version");
    paths.putObject("/events").set("get", events);
    paths
        .putObject("/acknowledgements")
        .set("post", body("acknowledge", "Acknowledges an alert by its key"));
    paths
        .putObject("/draft")
        .set(
            "post",
            body(
                "draft",
                "What to expect of posts like a draft, or of two and their difference: {\"topic\": ...,"
                    + " \"text\": ..., \"other\": ...}"));
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String schemaName(ResultTable table) {
    StringBuilder name = new StringBuilder();
    for (String word : table.tableName().split("_", -1)) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name.toString();
  }

  private static ObjectNode rows(ResultTable table) {
    ObjectNode operation = operation(table.tableName(), table.description());
    ArrayNode parameters = operation.putArray("parameters");
    for (Column column : RowsRequest.filters(table)) {
      parameter(parameters, column.name(), "equals one of: " + column.description(), false);
    }
    String time = table.timeColumn().name();
    parameter(parameters, "from", time + " at or after", false);
    parameter(parameters, "until", time + " at or before", false);
    parameter(
        parameters,
        "limit",
        "rows, 1 to " + RowsRequest.MAX_LIMIT + "; csv and jsonl give all without",
        false);
    parameter(parameters, "after", "'next' of the page before", false);
    parameter(parameters, "order", "asc: by primary key; desc: the latest by time first", false);
    parameter(parameters, "format", String.join(", ", RowsRequest.FORMATS), false);
    ObjectNode schema =
        ((ObjectNode) operation.at("/responses/200"))
            .putObject("content")
            .putObject("application/json")
            .putObject("schema");
    schema.put("type", "object");
    schema.putArray("required").add("table").add("rows").add("truncated");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject("table").put("type", "string");
    properties.putObject("truncated").put("type", "boolean");
    properties.putObject("next").putArray("type").add("string").add("null");
    properties
        .putObject("rows")
        .put("type", "array")
        .putObject("items")
        .put("$ref", "#/components/schemas/" + schemaName(table));
    return operation;
  }

  private static ObjectNode answer(String name) {
    ObjectNode operation = operation(name, ANSWERS.getOrDefault(name, name));
    ArrayNode parameters = operation.putArray("parameters");
    parameter(parameters, "topic", "what the audiences talk about", true);
    for (String more :
        switch (name) {
          case "as_of" -> List.of("model");
          case "whatif" -> List.of("source");
          default -> List.<String>of();
        }) {
      parameter(parameters, more, "name of the " + more, true);
    }
    if (name.equals("brief")) {
      parameter(parameters, "lang", "en or zh; en without", false);
    }
    if (name.equals("change")) {
      parameter(parameters, "blogger", "audience; the one with most comments without", false);
      parameter(parameters, "period_start", "period; its last closed one without", false);
      parameter(parameters, "from_blogger", "audience to compare with; the same without", false);
      parameter(parameters, "from_period_start", "period to compare with; the one before", false);
    }
    return operation;
  }

  private static void parameter(
      ArrayNode parameters, String name, String description, boolean required) {
    ObjectNode parameter = parameters.addObject();
    parameter.put("name", name).put("in", "query").put("required", required);
    parameter.put("description", description);
    parameter.putObject("schema").put("type", "string");
  }

  private static ObjectNode body(String id, String summary) {
    ObjectNode operation = operation(id, summary);
    operation
        .putObject("requestBody")
        .put("required", true)
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("type", "object");
    return operation;
  }

  private static ObjectNode operation(String id, String summary) {
    ObjectNode operation = JSON.createObjectNode();
    operation.put("operationId", id).put("summary", summary);
    ObjectNode responses = operation.putObject("responses");
    responses.putObject("200").put("description", "The answer");
    responses.putObject("400").put("description", "The request breaks a rule; error says which");
    responses
        .putObject("404")
        .put("description", "There is no such thing; error says what there is");
    return operation;
  }
}
