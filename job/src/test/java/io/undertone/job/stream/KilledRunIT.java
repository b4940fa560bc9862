// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultStore;
import io.undertone.sinks.RowQuery;
import io.undertone.testing.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process of {@code undertone run} killed at random moments and started by the same command.
 */
@Timeout(1200)
class KilledRunIT {
  private static final int KILLS = 5;
  private static final int DAYS = 24;
  private static final Duration PATIENCE = Duration.ofSeconds(240);

  @TempDir Path directory;

  @Test
  void finalRowsAreThoseOfACalmRunAndEachIsThereOnce() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (KafkaBroker broker = new KafkaBroker(directory.resolve("broker"))) {
      broker.createTopic("comments", 2);
      Path database = directory.resolve("killed.db");
      Map<String, String> options = options(broker, database);
      options.put("kafka-results", "killed.");
      int perStart = DAYS / (KILLS + 1);
      for (int kill = 0; kill < KILLS; kill++) {
        StreamRuns.send(
            broker, "comments", StreamRuns.comments(kill * perStart, (kill + 1) * perStart), null);
        runAndKillAfter(options, random.nextInt(6000));
      }
      StreamRuns.send(broker, "comments", StreamRuns.comments(KILLS * perStart, DAYS), null);
      Process last = start(options);
      awaitFinal(database, last);

      Path calm = directory.resolve("calm.db");
      JobClient job = StreamRuns.job(options(broker, calm)).start();
      awaitFinal(calm, null);
      // each sink commits a checkpoint when it hears of it: the stop waits for all of them
      job.stopWithSavepoint(
              false,
              directory.resolve("savepoint").toUri().toString(),
              SavepointFormatType.CANONICAL)
          .get();
      var expected = StreamRuns.rows(calm);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> StreamRuns.assertSameRows(StreamRuns.rows(database), expected, "seed " + seed));
      kill(last);
      try (ResultStore store = ResultStore.existing(database.toString(), null, null)) {
        assertThat(store.runs()).as("seed %d", seed).hasSize(1);
        assertThat(store.runs().get(0).starts()).isGreaterThan(1);
      }
      assertThat(
              broker.read("killed.audience_sentiment").stream()
                  .map(ConsumerRecord::value)
                  .filter(StreamRuns::isFinal)
                  .map(StreamRuns::comparable))
          .as("in Kafka, seed %d", seed)
          .doesNotHaveDuplicates();
    }
  }

  private static Map<String, String> options(KafkaBroker broker, Path database) {
    Map<String, String> options = StreamRuns.options(broker, "comments");
    options.keySet().removeAll(List.of("kafka-group", "kafka-start"));
    options.put("database", database.toString());
    return options;
  }

  private void runAndKillAfter(Map<String, String> options, int millis) throws Exception {
    Process process = start(options);
    Instant start = Instant.now();
    while (process.isAlive() && !said(process).contains("job is running")) {
      assertThat(Duration.between(start, Instant.now())).as(said(process)).isLessThan(PATIENCE);
      Thread.sleep(100);
    }
    System.out.printf(
        Locale.ROOT,
        "the job runs %.1f s after its process began%n",
        Duration.between(start, Instant.now()).toMillis() / 1000.0);
    Thread.sleep(millis);
    assertThat(process.isAlive()).as(said(process)).isTrue();
    kill(process);
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  private String said(Process process) throws IOException {
    return Files.readString(directory.resolve("said-" + process.pid() + ".txt"));
  }

  private Process start(Map<String, String> options) throws IOException {
    Path config =
        Files.writeString(
            directory.resolve("undertone.yaml"),
            options.entrySet().stream()
                .map(e -> e.getKey() + ": '" + e.getValue() + "'\n")
                .collect(Collectors.joining()));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx700m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.addAll(List.of("io.undertone.job.Undertone", "run", "--config", config.toString()));
    Path said = Files.createTempFile(directory, "said", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    Files.createSymbolicLink(directory.resolve("said-" + process.pid() + ".txt"), said);
    return process;
  }

  private void awaitFinal(Path database, @Nullable Process process) {
    Instant lastDay = StreamRuns.START.plus(Duration.ofDays(DAYS - 2));
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(process == null || process.isAlive())
                  .as(process == null ? "" : said(process))
                  .isTrue();
              try (ResultReader results = ResultReader.open(database.toString())) {
                return results.rows(AudienceSentiment.class, RowQuery.all()).stream()
                    .anyMatch(row -> !row.provisional() && row.periodStart().equals(lastDay));
              }
            });
  }
}
