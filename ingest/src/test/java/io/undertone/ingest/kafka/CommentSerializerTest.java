// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.format.Formats;
import io.undertone.ingest.format.InputSchema;
import io.undertone.ingest.format.ParserOptions;
import io.undertone.testing.JsonSchemas;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class CommentSerializerTest {
  private static final Instant TIME = Instant.parse("2023-05-01T10:11:12.345Z");

  private static final Comment FULL =
      new Comment(
          "huawei",
          "b",
          "p",
          TIME,
          3,
          "the \"post\"\n华为",
          0.25,
          "c",
          TIME.plusSeconds(1),
          4,
          "text",
          0.75,
          "zh",
          null,
          TIME.plusSeconds(2),
          null,
          true);
  private static final Comment LEAST =
      new Comment(
          "huawei", "b", "p", TIME, 0, null, null, "c", TIME, 0, null, 1.0, null, null, null, null,
          false);

  private static ProducerRecord<byte[], byte[]> record(Comment comment) {
    return new CommentSerializer("comments").serialize(comment, new Context(), 7L);
  }

  private static Parsed parse(byte[] json) {
    List<Parsed> out = new ArrayList<>();
    Formats.undertone()
        .jsonParser(ParserOptions.of("other", "salt"))
        .parse(json, 0, json.length, "comments-0", 0, out::add);
    assertThat(out).hasSize(1);
    return out.get(0);
  }

  @Test
  void aCommentIsReadBackAsItWas() {
    assertThat(parse(record(FULL).value())).isEqualTo(Parsed.of(FULL));
    assertThat(parse(record(LEAST).value())).isEqualTo(Parsed.of(LEAST));
  }

  @Test
  void whatIsSentFollowsTheSchema() throws IOException {
    JsonSchema schema =
        JsonSchemas.of(Objects.requireNonNull(InputSchema.all().get("undertone.comment")));

    for (Comment comment : List.of(FULL, LEAST)) {
      JsonNode sent = new ObjectMapper().readTree(record(comment).value());
      assertThat(JsonSchemas.problems(schema, sent)).isEmpty();
    }
  }

  @Test
  void commentsOfOnePostShareAPartition() {
    assertThat(new String(record(FULL).key(), UTF_8)).isEqualTo("b/p");
  }

  @Test
  void theBrokerStampsTheRecordSoThatRetentionKeepsThePast() {
    assertThat(record(FULL).timestamp()).isNull();
  }

  private static final class Context implements KafkaSinkContext {
    @Override
    public int getParallelInstanceId() {
      return 0;
    }

    @Override
    public int getNumberOfParallelInstances() {
      return 1;
    }

    @Override
    public int[] getPartitionsForTopic(String topic) {
      return new int[] {0};
    }
  }
}
