// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.undertone.testing.JsonSchemas;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TopicSchemasTest {
  private static final Path KEPT = Path.of("../docs/schemas");

  @Test
  void theFilesAreUpToDate() throws IOException {
    Map<String, String> kept = new TreeMap<>();
    try (Stream<Path> files = Files.list(KEPT)) {
      for (Path file : files.toList()) {
        kept.put(file.getFileName().toString(), Files.readString(file));
      }
    }

    assertThat(kept)
        .as("run: rm docs/schemas/*.json; ./undertone schemas docs/schemas")
        .isEqualTo(TopicSchemas.files());
  }

  @Test
  void eachIsAJsonSchema() throws IOException {
    var meta =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    for (Map.Entry<String, String> file : TopicSchemas.files().entrySet()) {
      assertThat(JsonSchemas.problems(meta, new ObjectMapper().readTree(file.getValue())))
          .as(file.getKey())
          .isEmpty();
    }
  }
}
