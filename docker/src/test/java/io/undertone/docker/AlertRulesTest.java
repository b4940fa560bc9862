// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AlertRulesTest {
  @Test
  void everyAlertIsToldApartAndSaysWhatItMeans() throws IOException {
    JsonNode rules = DeploymentFiles.yaml("conf/alerts.yml").at("/groups/0/rules");
    assertThat(rules.findValuesAsText("alert")).hasSizeGreaterThan(8).doesNotHaveDuplicates();
    for (JsonNode rule : rules) {
      assertThat(rule.path("expr").asText()).isNotBlank();
      assertThat(rule.at("/labels/severity").asText()).isIn("warning", "critical");
      assertThat(rule.at("/annotations/summary").asText()).endsWith(".");
    }
  }

  @Test
  void thePageOnOperationsNamesEveryAlert() throws IOException {
    String page = Files.readString(Path.of("../docs/operations.md"));
    for (String alert : DeploymentFiles.yaml("conf/alerts.yml").findValuesAsText("alert")) {
      assertThat(page).contains("`" + alert + "`");
    }
  }

  @Test
  void prometheusReadsTheseRules() throws IOException {
    JsonNode prometheus = DeploymentFiles.yaml("conf/prometheus.yml");
    prometheus
        .path("rule_files")
        .forEach(file -> assertThat(Path.of("conf", file.asText())).exists());
    assertThat(prometheus.path("rule_files")).hasSize(1);
  }
}
