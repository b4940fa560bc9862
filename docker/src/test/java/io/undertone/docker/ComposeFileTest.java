// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class ComposeFileTest {
  private static final Pattern SECRET = Pattern.compile("PASSWORD|TOKEN|SECRET");
  private static final Pattern FROM_ENVIRONMENT =
      Pattern.compile("\\$\\{([A-Z_]+):\\?set it in docker/.env}");

  private JsonNode compose;

  /** SnakeYAML resolves the merge keys, as compose does. */
  @BeforeEach
  void read() throws IOException {
    try (InputStream file = Files.newInputStream(Path.of("compose.yaml"))) {
      Map<String, Object> tree = new Yaml().load(file);
      compose = new ObjectMapper().valueToTree(tree);
    }
  }

  @Test
  void itFollowsTheComposeSpecification() throws IOException {
    try (InputStream schema = getClass().getResourceAsStream("/schemas/compose-spec.json")) {
      assertThat(Schemas.problems(DeploymentFiles.json(schema), compose)).isEmpty();
    }
  }

  @Test
  void everyServiceHasABoundOnItsMemoryAndAPinnedImage() {
    for (Map.Entry<String, JsonNode> service : compose.path("services").properties()) {
      assertThat(service.getValue().path("mem_limit").asText())
          .as("memory of %s", service.getKey())
          .matches("\\d+[mg]");
      assertThat(service.getValue().path("image").asText())
          .as("image of %s", service.getKey())
          .matches("[a-z/-]+:[a-z0-9][a-z0-9.]*")
          .doesNotEndWith(":latest");
    }
  }

  @Test
  void everyPortIsOfThisMachineAlone() {
    for (JsonNode service : compose.path("services")) {
      service.path("ports").forEach(port -> assertThat(port.asText()).startsWith("127.0.0.1:${"));
    }
  }

  @Test
  void everyDependencyIsAServiceThatCanMeetItsCondition() {
    JsonNode services = compose.path("services");
    for (JsonNode service : services) {
      for (Map.Entry<String, JsonNode> needed : service.path("depends_on").properties()) {
        JsonNode other = services.path(needed.getKey());
        assertThat(other.isObject()).as(needed.getKey()).isTrue();
        if (needed.getValue().path("condition").asText().equals("service_healthy")) {
          assertThat(other.has("healthcheck") || other.has("build"))
              .as("%s can be healthy", needed.getKey())
              .isTrue();
        }
      }
    }
  }

  @Test
  void secretsComeFromTheEnvironmentAndTheExampleLeavesThemEmpty() throws IOException {
    List<String> example = Files.readAllLines(Path.of(".env.example"));
    for (JsonNode service : compose.path("services")) {
      for (Map.Entry<String, JsonNode> variable : service.path("environment").properties()) {
        if (SECRET.matcher(variable.getKey()).find()) {
          Matcher value = FROM_ENVIRONMENT.matcher(variable.getValue().asText());
          assertThat(value.matches()).as(variable.getKey()).isTrue();
          assertThat(example).contains(value.group(1) + "=");
        }
      }
    }
  }

  @Test
  void filesThatAreMountedExist() {
    for (JsonNode service : compose.path("services")) {
      for (JsonNode volume : service.path("volumes")) {
        String source = volume.asText().split(":")[0];
        if (source.startsWith("./")) {
          assertThat(Path.of(source)).exists();
        } else {
          assertThat(compose.path("volumes").has(source)).as(source).isTrue();
        }
      }
    }
  }
}
