// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What is deployed, as trees. */
public final class DeploymentFiles {
  private static final Pattern METRIC = Pattern.compile("\\b(?:flink|undertone)_[A-Za-z0-9_]+");

  private DeploymentFiles() {}

  /** The documents of a YAML file of this module. */
  static List<JsonNode> documents(String file) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    try (MappingIterator<JsonNode> documents =
        yaml.readerFor(JsonNode.class).readValues(Path.of(file).toFile())) {
      return documents.readAll();
    }
  }

  static JsonNode yaml(String file) throws IOException {
    return documents(file).get(0);
  }

  static JsonNode json(InputStream file) throws IOException {
    return new ObjectMapper().readTree(file);
  }

  /** Both Grafana dashboards. */
  static List<JsonNode> dashboards() throws IOException {
    List<JsonNode> dashboards = new ArrayList<>();
    for (String name : List.of("audiences", "pipeline")) {
      dashboards.add(
          new ObjectMapper().readTree(Path.of("grafana/dashboards/" + name + ".json").toFile()));
    }
    return dashboards;
  }

  /** Every SQL query of the dashboards, their variables' included. */
  public static List<String> queries() throws IOException {
    List<String> queries = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      queries.addAll(dashboard.findValuesAsText("rawSql"));
      for (JsonNode variable : dashboard.path("templating").path("list")) {
        queries.add(variable.path("query").asText());
      }
    }
    return queries;
  }

  /** Every expression of the dashboards and of the alert rules. */
  static List<String> expressions() throws IOException {
    List<String> expressions = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      expressions.addAll(dashboard.findValuesAsText("expr"));
    }
    expressions.addAll(yaml("conf/alerts.yml").findValuesAsText("expr"));
    return expressions;
  }

  /** Names of the metrics in them. */
  public static List<String> metrics() throws IOException {
    return expressions().stream()
        .flatMap(expression -> METRIC.matcher(expression).results())
        .map(MatchResult::group)
        .distinct()
        .toList();
  }
}
