// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.ModelScore;
import io.undertone.sinks.KeptPeriod;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultStore;
import io.undertone.sinks.RowQuery;
import io.undertone.testing.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job that is stopped and started again by the same command, or by nearly the same. */
@Timeout(180)
class SecondStartIT {
  private static final int DAYS = 12;
  private static final int MORE_DAYS = 16;

  @TempDir static Path directory;
  private static @Nullable KafkaBroker started;

  private String name = "";
  private Path database = Path.of("");

  @BeforeAll
  static void startBroker() throws Exception {
    started = new KafkaBroker(directory.resolve("broker"));
  }

  @AfterAll
  static void stopBroker() {
    broker().close();
  }

  private static KafkaBroker broker() {
    return Objects.requireNonNull(started);
  }

  @BeforeEach
  void sendTwelveDays(TestInfo test) throws Exception {
    name = test.getTestMethod().orElseThrow().getName();
    database = directory.resolve(name + ".db");
    broker().createTopic(name, 2);
    StreamRuns.send(broker(), name, StreamRuns.comments(0, DAYS), null);
  }

  private Map<String, String> options() {
    Map<String, String> options = StreamRuns.options(broker(), name);
    options.keySet().removeAll(List.of("kafka-group", "kafka-start"));
    options.put("database", database.toString());
    return options;
  }

  /** Starts, waits until a day is final, and ends like a process that is interrupted. */
  private void runUntilFinal(Map<String, String> options, int day) throws Exception {
    JobClient job = StreamRuns.job(options).start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> sentiments().stream().anyMatch(row -> row.periodStart().equals(day(day))));
    job.cancel().get();
  }

  private void sendFourMoreDaysAndOneLateComment() throws Exception {
    StreamRuns.send(broker(), name, List.of(StreamRuns.comment(5, "ada", 5)), null);
    StreamRuns.send(broker(), name, StreamRuns.comments(DAYS, MORE_DAYS), null);
  }

  @Test
  void theSameCommandGoesOnFromItsOwnCheckpoint() throws Exception {
    runUntilFinal(options(), DAYS - 2);
    String run = run();
    sendFourMoreDaysAndOneLateComment();
    runUntilFinal(options(), MORE_DAYS - 2);

    assertThat(run()).as("the run").isEqualTo(run);
    for (int day = 0; day < MORE_DAYS - 1; day++) {
      assertThat(comments(day)).as("day " + day).isEqualTo(day == 5 ? 16 : 15);
    }
    assertThat(scores().stream().filter(score -> score.model().equals("persistence")))
        .as("forecasts scored go on being counted")
        .extracting(ModelScore::n)
        .hasSizeGreaterThan(MORE_DAYS - 4)
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void withoutItsStateTheSameCommandIsRefusedAndChangesNothing() throws Exception {
    runUntilFinal(options(), DAYS - 2);
    List<AudienceSentiment> before = sentiments();
    // the embedded cluster may still be taking a last checkpoint away
    await().ignoreExceptions().until(() -> delete(Path.of(database + "-checkpoints")));
    sendFourMoreDaysAndOneLateComment();

    assertThatThrownBy(() -> StreamRuns.job(options()))
        .hasMessageContaining("but there is no state to go on from")
        .hasMessageContaining("two ways out")
        .hasMessageContaining("restore: FOLDER")
        .hasMessageContaining("run: NAME");
    assertThat(sentiments()).isEqualTo(before);
  }

  @Test
  void anotherRunThatReadsFromTheMiddleLeavesAloneWhatItKnowsLessOf() throws Exception {
    runUntilFinal(options(), DAYS - 2);
    String run = run();
    List<AudienceSentiment> before = sentiments();
    List<ModelScore> scores = scores();
    Instant middle = Instant.now();
    Thread.sleep(50);
    sendFourMoreDaysAndOneLateComment();
    Map<String, String> other = options();
    other.put("run", "second");
    other.put("kafka-start", middle.toString());
    runUntilFinal(other, MORE_DAYS - 2);

    assertThat(sentiments()).containsAll(before);
    assertThat(scores()).containsAll(scores);
    try (ResultStore store = ResultStore.existing(database.toString(), null, null)) {
      assertThat(store.runs()).extracting(r -> r.name()).containsExactly("second", run);
      List<KeptPeriod> kept = store.kept("second");
      assertThat(kept).extracting(KeptPeriod::keptRun).containsOnly(run);
      assertThat(kept).anyMatch(k -> k.periodStart().equals(day(5)) && k.keptComments() == 15);
    }
    assertThat(comments(MORE_DAYS - 2)).isEqualTo(15);
  }

  @Test
  void anotherRunThatReadsEverythingReplacesEverything() throws Exception {
    runUntilFinal(options(), DAYS - 2);
    Map<String, String> other = options();
    other.put("run", "second");
    StreamRuns.run(other);

    try (ResultStore store = ResultStore.existing(database.toString(), null, null)) {
      assertThat(store.kept("second")).isEmpty();
    }
    for (int day = 0; day < DAYS; day++) {
      assertThat(comments(day)).as("day " + day).isEqualTo(15);
    }
    assertThatThrownBy(() -> StreamRuns.job(other))
        .as("its input has ended and its offsets are committed")
        .hasMessageContaining("two ways out");
  }

  @Test
  void otherPeriodsAndTopicsAreRefusedAndOtherModelsAreSaid() throws Exception {
    runUntilFinal(options(), DAYS - 2);
    List<AudienceSentiment> before = sentiments();
    for (Map.Entry<String, String> change :
        Map.of(
                "period",
                "P2D",
                "topic",
                "phones",
                "topics.phones",
                "iphone",
                "origin",
                "2024-01-02",
                "kafka-bounded",
                "true")
            .entrySet()) {
      Map<String, String> other = options();
      other.put(change.getKey(), change.getValue());
      assertThatThrownBy(() -> StreamRuns.job(other))
          .as(change.getKey())
          .hasMessageContaining(change.getKey())
          .hasMessageContaining("Give the old value");
    }
    assertThat(sentiments()).isEqualTo(before);

    sendFourMoreDaysAndOneLateComment();
    Map<String, String> other = options();
    other.put("models", "persistence,french-degroot");
    assertThat(StreamRuns.job(other).inWords())
        .anyMatch(line -> line.contains("from now on instead of 'persistence'"));
    runUntilFinal(other, MORE_DAYS - 2);
    assertThat(comments(5)).isEqualTo(16);
    assertThat(comments(MORE_DAYS - 2)).isEqualTo(15);
  }

  @Test
  void aSecondProcessIsRefusedWhileTheFirstRuns() throws Exception {
    JobClient job = StreamRuns.job(options()).start();
    await().atMost(Duration.ofSeconds(60)).until(() -> !sentiments().isEmpty());
    assertThatThrownBy(() -> StreamRuns.job(options()))
        .hasMessageContaining("Another process writes to")
        .hasMessageContaining("run: NAME");
    job.cancel().get();
  }

  @Test
  void whatWasStoppedBeforeItsFirstCheckpointBeginsAgain() throws Exception {
    Map<String, String> slow = options();
    slow.put("checkpoint-every", "PT10M");
    runUntilFinal(slow, DAYS - 2);
    String run = run();
    sendFourMoreDaysAndOneLateComment();
    runUntilFinal(options(), MORE_DAYS - 2);
    assertThat(run()).isEqualTo(run);
    assertThat(comments(3)).isEqualTo(15);
  }

  @Test
  void filesThatHaveEndedMayBeReadAgainAndLoseNothing() throws Exception {
    Path file = directory.resolve(name + ".jsonl");
    Files.write(file, StreamRuns.comments(0, DAYS));
    Map<String, String> options = options();
    options.keySet().removeAll(List.of("kafka-brokers", "kafka-topics"));
    options.put("input", file.toString());
    options.put("author-salt", "salt");
    StreamRuns.job(options).runHere(line -> {});
    Files.write(file, StreamRuns.comments(8, MORE_DAYS));
    StreamRuns.job(options).runHere(line -> {});

    for (int day = 0; day < MORE_DAYS; day++) {
      assertThat(comments(day)).as("day " + day).isEqualTo(15);
    }
  }

  private String run() throws IOException {
    try (ResultStore store = ResultStore.existing(database.toString(), null, null)) {
      assertThat(store.runs()).hasSize(1);
      return store.runs().get(0).name();
    }
  }

  private long comments(int day) throws IOException {
    return sentiments().stream()
        .filter(row -> row.periodStart().equals(day(day)))
        .mapToLong(AudienceSentiment::comments)
        .sum();
  }

  private List<AudienceSentiment> sentiments() throws IOException {
    try (ResultReader results = ResultReader.open(database.toString())) {
      return results.rows(AudienceSentiment.class, RowQuery.all()).stream()
          .filter(row -> !row.provisional())
          .toList();
    }
  }

  private List<ModelScore> scores() throws IOException {
    try (ResultReader results = ResultReader.open(database.toString())) {
      return results.rows(ModelScore.class, RowQuery.all());
    }
  }

  private static Instant day(int day) {
    return StreamRuns.START.plus(Duration.ofDays(day));
  }

  private static boolean delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
    return !Files.exists(folder);
  }
}
