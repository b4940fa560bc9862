// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import io.undertone.sinks.kafka.KafkaTopics;
import io.undertone.testing.JsonSchemas;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docs/asyncapi.yaml describes the topics, all of them and no others. */
class AsyncApiTest {
  private static final Path PAGE = Path.of("../docs/asyncapi.yaml");

  private final JsonNode page = new YAMLMapper().readTree(PAGE.toFile());

  AsyncApiTest() throws IOException {}

  private static JsonSchema specification() throws IOException {
    String name = "/schemas/asyncapi-3.0.0.json";
    try (InputStream in = Objects.requireNonNull(AsyncApiTest.class.getResourceAsStream(name))) {
      return JsonSchemas.of(new ObjectMapper().readTree(in));
    }
  }

  @Test
  void itFollowsTheSpecification() throws IOException {
    assertThat(JsonSchemas.problems(specification(), page)).isEmpty();

    ObjectNode broken = page.deepCopy();
    ((ObjectNode) broken.at("/channels/influence")).put("topic", "influence");
    assertThat(JsonSchemas.problems(specification(), broken)).isNotEmpty();
  }

  @Test
  void everyReferenceLeadsSomewhereAndEverySchemaIsUsed() {
    List<String> references = page.findValuesAsText("$ref");

    assertThat(references).allSatisfy(this::leadsSomewhere);
    assertThat(references.stream().filter(to -> to.startsWith("schemas/")))
        .containsOnlyOnceElementsOf(
            TopicSchemas.files().keySet().stream().map(file -> "schemas/" + file).toList());
  }

  private void leadsSomewhere(String reference) {
    if (reference.startsWith("#")) {
      assertThat(page.at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    } else {
      assertThat(Files.exists(PAGE.resolveSibling(reference))).as(reference).isTrue();
    }
  }

  @Test
  void everyTopicIsDescribedAndNoOther() {
    Set<String> topics = new TreeSet<>(List.of("comments", "crawl", "{deadLetters}"));
    KafkaTopics.resultTables().forEach(table -> topics.add("{prefix}" + table.tableName()));

    assertThat(new TreeSet<>(page.path("channels").findValuesAsText("address"))).isEqualTo(topics);
  }

  @Test
  void everyTopicIsReadOrWritten() {
    List<String> used = new ArrayList<>();
    page.path("operations").forEach(one -> used.add(one.at("/channel/$ref").asText()));
    List<String> channels = new ArrayList<>();
    page.path("channels").fieldNames().forEachRemaining(name -> channels.add("#/channels/" + name));

    assertThat(used).containsExactlyInAnyOrderElementsOf(channels);
  }

  @Test
  void theSchemasOfATopicAreThoseOfItsTable() {
    for (JsonNode channel : page.path("channels")) {
      String address = channel.path("address").asText();
      if (address.startsWith("{prefix}")) {
        String schema = "schemas/" + address.substring("{prefix}".length());
        assertThat(channel.at("/messages/row/payload/schema/$ref").asText())
            .isEqualTo(schema + ".json");
        assertThat(channel.at("/messages/row/bindings/kafka/key/allOf/0/$ref").asText())
            .isEqualTo(schema + ".key.json");
      }
    }
  }
}
