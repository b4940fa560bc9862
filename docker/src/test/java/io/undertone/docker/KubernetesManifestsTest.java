// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests against the operator's own schema, which holds Kubernetes' pods as well. */
class KubernetesManifestsTest {
  private static final String CRD = "/META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

  private JsonNode schema;

  @BeforeEach
  void readSchema() throws IOException {
    try (InputStream crd = getClass().getResourceAsStream(CRD)) {
      JsonNode version =
          new YAMLMapper().readTree(Objects.requireNonNull(crd)).at("/spec/versions/0");
      assertThat(version.path("name").asText()).isEqualTo("v1beta1");
      schema = Schemas.strict(version.at("/schema/openAPIV3Schema/properties/spec"));
    }
    // Flink 2 came after the release of the operator whose schema is at hand
    ((ArrayNode) schema.at("/properties/flinkVersion/enum")).add("v2_3");
    anyOf(schema);
  }

  /** Numbers with units are numbers or texts in Kubernetes, which the schema says by a mark. */
  private static void anyOf(JsonNode node) {
    if (node instanceof ObjectNode object
        && object.path("x-kubernetes-int-or-string").asBoolean()) {
      object.remove("type");
    }
    node.forEach(KubernetesManifestsTest::anyOf);
  }

  private static List<JsonNode> named(String kind, String file) throws IOException {
    return DeploymentFiles.documents(file).stream()
        .filter(document -> document.path("kind").asText().equals(kind))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "production"})
  void theFlinkDeploymentFollowsTheOperatorsSchema(String folder) throws IOException {
    JsonNode deployment = DeploymentFiles.yaml("k8s/" + folder + "/flink-deployment.yaml");

    assertThat(deployment.path("apiVersion").asText()).isEqualTo("flink.apache.org/v1beta1");
    assertThat(Schemas.problems(schema, deployment.path("spec"))).isEmpty();
  }

  @Test
  void aMisspeltFieldIsFound() throws IOException {
    ObjectNode spec =
        (ObjectNode) DeploymentFiles.yaml("k8s/base/flink-deployment.yaml").path("spec");
    ((ObjectNode) spec.path("job")).put("upgradMode", "savepoint");

    assertThat(Schemas.problems(schema, spec)).hasSize(1).first().asString().contains("upgradMode");
  }

  @Test
  void theDashboardsPodsFollowKubernetesSchema() throws IOException {
    JsonNode pods = schema.at("/properties/podTemplate");

    assertThat(named("Deployment", "k8s/base/dashboard.yaml"))
        .singleElement()
        .satisfies(
            deployment ->
                assertThat(Schemas.problems(pods, deployment.at("/spec/template"))).isEmpty());
  }

  @Test
  void noPodMayRunAsRootOrGainRights() throws IOException {
    for (JsonNode pod :
        List.of(
            DeploymentFiles.yaml("k8s/base/flink-deployment.yaml").at("/spec/podTemplate/spec"),
            named("Deployment", "k8s/base/dashboard.yaml").get(0).at("/spec/template/spec"))) {
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
      // links to services named undertone-... would be read as options
      assertThat(pod.path("enableServiceLinks").asBoolean(true)).isFalse();
      for (JsonNode container : pod.path("containers")) {
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
            .isFalse();
        assertThat(container.has("livenessProbe")).isTrue();
      }
    }
  }

  @Test
  void theJobKeepsTheSettingsThatItIsTestedWith() throws IOException {
    JsonNode local = DeploymentFiles.yaml("conf/flink-config.yaml");
    JsonNode cluster =
        DeploymentFiles.yaml("k8s/base/flink-deployment.yaml").at("/spec/flinkConfiguration");
    for (String key :
        List.of(
            "state.backend.type",
            "execution.checkpointing.incremental",
            "execution.checkpointing.mode",
            "execution.checkpointing.externalized-checkpoint-retention",
            "restart-strategy.type",
            "pipeline.generic-types",
            "pipeline.max-parallelism",
            "env.java.opts.all",
            "metrics.reporter.prom.factory.class")) {
      assertThat(cluster.path(key).asText()).as(key).isEqualTo(local.path(key).asText());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"base", "production"})
  void everythingThatIsNamedExists(String folder) throws IOException {
    JsonNode kustomization = DeploymentFiles.yaml("k8s/" + folder + "/kustomization.yaml");
    Path root = Path.of("k8s", folder);
    kustomization.path("resources").forEach(f -> assertThat(root.resolve(f.asText())).exists());
    kustomization
        .path("patches")
        .forEach(f -> assertThat(root.resolve(f.path("path").asText())).exists());
    kustomization
        .path("configMapGenerator")
        .findValues("files")
        .forEach(files -> files.forEach(f -> assertThat(root.resolve(f.asText())).exists()));
  }
}
