// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.undertone.ingest.Comment;
import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.InputException;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.format.Formats;
import io.undertone.ingest.format.ParserOptions;
import io.undertone.testing.KafkaBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KafkaCommentSourceIT {
  @TempDir static Path directory;
  private static @Nullable KafkaBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    broker = new KafkaBroker(directory);
  }

  @AfterAll
  static void stopBroker() {
    broker().close();
  }

  private static KafkaBroker broker() {
    return Objects.requireNonNull(broker);
  }

  private static KafkaInput input(String topic, boolean bounded) {
    return new KafkaInput(
        broker().address(),
        List.of(topic),
        "group-" + topic,
        "earliest",
        bounded,
        Duration.ofHours(1),
        Duration.ofMillis(500),
        Map.of("max.poll.records", "7"),
        Formats.undertone(),
        ParserOptions.of("huawei", "salt"));
  }

  private static String comment(String id, int hour) {
    return String.format(
        Locale.ROOT,
        "{\"blogger\":\"b\",\"post\":\"p\",\"post_time\":\"2023-05-01T00:00Z\",\"id\":\"%s\",\"time\":"
            + "\"2023-05-01T%02d:00Z\",\"score\":0.5}",
        id,
        hour);
  }

  private static StreamExecutionEnvironment environment() {
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
    environment.setParallelism(2);
    environment.getConfig().setAutoWatermarkInterval(50);
    return environment;
  }

  @Test
  void everyRecordBecomesACommentOrADeadLetterWithItsOffset() throws Exception {
    broker().createTopic("mixed", 3);
    broker().send("mixed", 0, comment("a", 1), "not json", comment("b", 2));
    broker().send("mixed", 2, null, comment("c", 3).replace("0.5", "7"), comment("d", 4));
    broker().send("mixed", 2, "[" + "1,".repeat(50_000) + "1]");
    KafkaInput input = input("mixed", true);
    KafkaCommentSource.requireTopics(input);

    List<Parsed> all = new ArrayList<>();
    try (CloseableIterator<Parsed> results =
        environment()
            .fromSource(
                KafkaCommentSource.build(input), KafkaCommentSource.watermarks(input), "comments")
            .executeAndCollect()) {
      results.forEachRemaining(all::add);
    }

    assertThat(all.stream().map(Parsed::comment).filter(Objects::nonNull))
        .extracting(Comment::id)
        .containsExactlyInAnyOrder("a", "b", "d");
    assertThat(all.stream().map(Parsed::deadLetter).filter(Objects::nonNull))
        .extracting(DeadLetter::source, DeadLetter::position, DeadLetter::reason)
        .containsExactlyInAnyOrder(
            tuple(
                "mixed-0",
                1L,
                "the record is not valid JSON: Unrecognized token 'not': was expecting (JSON String,"
                    + " Number, Array, Object or token 'null', 'true' or 'false')."),
            tuple(
                "mixed-2",
                0L,
                "the record has no value; to take a comment out, send it with deleted: true."),
            tuple("mixed-2", 1L, "score is '7'; it must be a number in [0,1]."),
            tuple("mixed-2", 3L, "the record is a JSON array; it must be a JSON object."));
  }

  @Test
  void idleEmptyAndBrokenPartitionsDoNotHoldBackTime() throws Exception {
    broker().createTopic("idle", 3);
    broker().send("idle", 0, comment("early", 1));
    broker().send("idle", 1, "broken");
    KafkaInput input = input("idle", false);

    long watermark = Long.MIN_VALUE;
    try (CloseableIterator<Long> watermarks =
        environment()
            .fromSource(
                KafkaCommentSource.build(input), KafkaCommentSource.watermarks(input), "comments")
            .process(new WatermarkOf())
            .executeAndCollect()) {
      for (int hour = 2; watermark < Instant.parse("2023-05-01T03:00:00Z").toEpochMilli(); hour++) {
        assertThat(hour).as("records until the watermark moved").isLessThan(23);
        Thread.sleep(300);
        broker().send("idle", 0, comment("c" + hour, hour));
        broker().send("idle", 1, "broken");
        watermark = Math.max(watermark, watermarks.next());
      }
    }

    assertThat(watermark % Duration.ofHours(1).toMillis())
        .as("an hour below the latest comment")
        .isEqualTo(Duration.ofHours(1).toMillis() - 1);
  }

  /** The watermark met by each comment. */
  private static final class WatermarkOf extends ProcessFunction<Parsed, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Parsed parsed, Context context, Collector<Long> out) {
      if (parsed.comment() != null) {
        out.collect(context.timerService().currentWatermark());
      }
    }
  }

  @Test
  void aMissingTopicIsReported() {
    assertThatThrownBy(() -> KafkaCommentSource.requireTopics(input("absent", true)))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("has no topic absent; create it or correct the name.");
  }
}
