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

/** What is deployed, as trees. */
public final class DeploymentFiles {
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

  /** Every expression of the dashboards and of the alert rules. */
  static List<String> expressions() throws IOException {
    List<String> expressions = new ArrayList<>();
    for (JsonNode dashboard : dashboards()) {
      expressions.addAll(dashboard.findValuesAsText("expr"));
    }
    expressions.addAll(yaml("conf/alerts.yml").findValuesAsText("expr"));
    return expressions;
  }

  /** What they select. */
  public static List<MetricSelector> metrics() throws IOException {
    return expressions().stream().flatMap(MetricSelector::in).distinct().toList();
  }
}
