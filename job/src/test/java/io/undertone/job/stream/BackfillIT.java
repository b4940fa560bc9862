// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.undertone.testing.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files up to the sixteenth day, Kafka from the first on: each comment counts once. */
@Timeout(180)
class BackfillIT {
  private static final int DAYS = 24;
  private static final int FILE_DAYS = 16;

  @TempDir static Path directory;
  private static @Nullable KafkaBroker started;
  private static @Nullable Map<String, SortedSet<String>> allInOne;

  @BeforeAll
  static void prepare() throws Exception {
    started = new KafkaBroker(directory.resolve("broker"));
    broker().createTopic("live", 2);
    for (int day = 0; day < DAYS; day++) {
      StreamRuns.send(
          broker(),
          "live",
          StreamRuns.comments(day, day + 1),
          StreamRuns.START.plus(Duration.ofDays(day)).plusSeconds(60));
    }
    List<String> file = new ArrayList<>(StreamRuns.comments(0, FILE_DAYS));
    file.subList(file.size() - 4, file.size()).clear(); // Kafka alone has them
    Files.write(directory.resolve("first.jsonl"), file.subList(0, file.size() / 3));
    Files.createDirectories(directory.resolve("files"));
    Files.move(directory.resolve("first.jsonl"), directory.resolve("files/first.jsonl"));
    Files.write(
        directory.resolve("files/second.jsonl"), file.subList(file.size() / 3, file.size()));
    Map<String, String> options = StreamRuns.options(broker(), "live");
    options.put("database", directory.resolve("all.db").toString());
    StreamRuns.run(options);
    allInOne = StreamRuns.rows(directory.resolve("all.db"));
  }

  @AfterAll
  static void stopBroker() {
    broker().close();
  }

  private static KafkaBroker broker() {
    return Objects.requireNonNull(started);
  }

  private static Map<String, String> backfill(Path database) {
    Map<String, String> options = StreamRuns.options(broker(), "live");
    options.put("backfill", directory.resolve("files").toString());
    options.put("backfill-overlap", "P2D");
    options.put("database", database.toString());
    return options;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void filesAndThenKafkaEqualAllInOne(int parallelism) throws Exception {
    Path database = directory.resolve(parallelism + ".db");
    Map<String, String> options = backfill(database);
    options.put("parallelism", Integer.toString(parallelism));

    StreamRuns.run(options);

    StreamRuns.assertSameRows(
        StreamRuns.rows(database), Objects.requireNonNull(allInOne), "handed over");
  }

  @Test
  void aJobRestoredAmidTheFilesAndAfterThemLosesNothing() throws Exception {
    Path database = directory.resolve("restored.db");
    Path checkpoints = directory.resolve("checkpoints");
    Map<String, String> options = backfill(database);
    options.put("checkpoints", checkpoints.toString());
    options.put("speed", "400000x"); // the files take 3.5 s
    JobClient job = StreamRuns.job(options).start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !sentiments(database).isEmpty() && Files.exists(checkpoints));
    job.cancel().get();
    assertThat(sentiments(database))
        .as("amid the files")
        .noneMatch(row -> row.contains(day(FILE_DAYS - 3)));

    restore(options, checkpoints, FILE_DAYS + 1);
    restore(options, checkpoints, DAYS - 4);

    SortedSet<String> written = sentiments(database);
    assertThat(Objects.requireNonNull(allInOne).get("audience_sentiment")).containsAll(written);
    for (int day = 0; day <= DAYS - 4; day++) {
      String start = day(day);
      assertThat(written.stream().filter(row -> row.contains(start))).as(start).hasSize(3);
    }
  }

  private static void restore(Map<String, String> options, Path checkpoints, int untilDay)
      throws Exception {
    options.put("restore", StreamRuns.lastCheckpoint(checkpoints).toString());
    JobClient job = StreamRuns.job(options).start();
    Path database = Path.of(Objects.requireNonNull(options.get("database")));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> sentiments(database).stream().anyMatch(row -> row.contains(day(untilDay))));
    job.cancel().get();
  }

  private static SortedSet<String> sentiments(Path database) throws Exception {
    return Objects.requireNonNull(StreamRuns.rows(database).get("audience_sentiment"));
  }

  private static String day(int day) {
    return "\"period_start\":\""
        + StreamRuns.START.plus(Duration.ofDays(day)).toString().substring(0, 10);
  }
}
