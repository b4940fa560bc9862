// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.kafka.KafkaTopics;
import io.undertone.testing.KafkaBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The streaming job between a real broker and its outputs. */
@Timeout(180)
class StreamJobIT {
  private static final int DAYS = 24;
  private static final int SILENT_DAYS = 4;

  /** Tables with rows of open periods that the closed ones do not have. */
  private static final Set<String> WITHDRAWN = Set.of("post_nowcast", "audience_sentiment");

  @TempDir static Path directory;
  private static @Nullable KafkaBroker started;

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

  @ParameterizedTest
  @CsvSource({"exactly_once, 2", "at_least_once, 1"})
  void kafkaAndTheDatabaseHoldTheSameRows(String delivery, String parallelism) throws Exception {
    broker().createTopic(delivery, 2);
    StreamRuns.send(broker(), delivery, StreamRuns.comments(0, DAYS - SILENT_DAYS), null);
    // the last audience falls silent, which is worth an alert
    List<String> without =
        StreamRuns.comments(DAYS - SILENT_DAYS, DAYS).stream()
            .filter(record -> !record.contains("\"blogger\":\"" + StreamRuns.LAST_BLOGGER + "\""))
            .toList();
    StreamRuns.send(broker(), delivery, without, null);
    broker().send(delivery, 1, "no comment");
    Path database = directory.resolve(delivery + ".db");
    Map<String, String> options = StreamRuns.options(broker(), delivery);
    options.put("delivery", delivery);
    options.put("parallelism", parallelism);
    options.put("database", database.toString());
    options.put("kafka-results", delivery + ".");
    options.put("kafka-dead-letters", delivery + ".dead_letter");
    Path names = Files.writeString(directory.resolve("names.csv"), "blogger,name\nada,Ada L.\n");
    options.put("bloggers", names.toString());

    StreamRuns.run(options);

    try (ResultReader results = ResultReader.open(database.toString())) {
      assertThat(results.meta()).containsEntry(ResultReader.BLOGGER_NAME + "ada", "Ada L.");
    }
    Map<String, SortedSet<String>> rows = StreamRuns.rows(database);
    assertThat(rows.get("audience_sentiment")).hasSize(3 * DAYS - SILENT_DAYS);
    assertThat(rows.get("dead_letter")).singleElement().asString().contains("not valid JSON");
    for (String table : tables()) {
      assertThat(StreamRuns.rows(broker(), delivery + "." + table))
          .as(table)
          .isEqualTo(rows.get(table));
      everyRecordIsAsDescribed(table, broker().read(delivery + "." + table));
    }
    assertThat(broker().read(delivery + ".forecast").get(0).key())
        .startsWith("{\"topic\":\"all\",\"made_at\":");
  }

  private static List<String> tables() {
    return Stream.concat(KafkaTopics.resultTables().stream(), Stream.of(ResultTable.DEAD_LETTER))
        .map(ResultTable::tableName)
        .toList();
  }

  private static void everyRecordIsAsDescribed(
      String table, List<ConsumerRecord<String, String>> all) throws Exception {
    List<ConsumerRecord<String, String>> records =
        all.stream().filter(record -> record.value() != null).toList();
    assertThat(records.size() < all.size()).as(table).isEqualTo(WITHDRAWN.contains(table));
    assertThat(records).as(table).isNotEmpty();
    TopicRecords described = new TopicRecords(table);
    for (ConsumerRecord<String, String> record : records) {
      assertThat(described.problems(record)).as(table + " " + record).isEmpty();
    }
    String row = records.get(0).value();
    assertThat(described.problems(row.replace("\"revision\":", "\"version\":")))
        .hasSize(2)
        .anyMatch(problem -> problem.contains("revision"));
    assertThat(described.problems(row.replace("\"topic\":\"all\"", "\"topic\":null"))).hasSize(1);
  }

  @Test
  void aJobKilledBetweenCheckpointsWritesEachRowOnce() throws Exception {
    broker().createTopic("killed", 2);
    StreamRuns.send(broker(), "killed", StreamRuns.comments(0, DAYS / 2), null);
    Map<String, String> options = StreamRuns.options(broker(), "killed");
    options.put("kafka-results", "once.");
    options.put("checkpoints", directory.resolve("checkpoints").toString());
    JobClient first = StreamRuns.job(options).start();
    await().atMost(Duration.ofSeconds(60)).until(() -> rowsOf("once.") > 0);
    first.cancel().get();

    StreamRuns.send(broker(), "killed", StreamRuns.comments(DAYS / 2, DAYS), null);
    options.put("restore", StreamRuns.lastCheckpoint(directory.resolve("checkpoints")).toString());
    JobClient second = StreamRuns.job(options).start();
    String lastDay = StreamRuns.START.plus(Duration.ofDays(DAYS - 2)).toString().substring(0, 10);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                broker().read("once.audience_sentiment").stream()
                    .filter(record -> StreamRuns.isFinal(record.value()))
                    .anyMatch(record -> record.key().contains(lastDay)));
    second.cancel().get();

    List<String> written =
        broker().read("once.audience_sentiment").stream()
            .map(ConsumerRecord::value)
            .filter(StreamRuns::isFinal)
            .map(StreamRuns::comparable)
            .toList();
    assertThat(written).doesNotHaveDuplicates();
    Map<String, String> undisturbed = StreamRuns.options(broker(), "killed");
    Path database = directory.resolve("undisturbed.db");
    undisturbed.put("database", database.toString());
    StreamRuns.run(undisturbed);
    assertThat(StreamRuns.rows(database).get("audience_sentiment")).containsAll(written);
    for (int day = 0; day <= DAYS - 2; day++) {
      String start = StreamRuns.START.plus(Duration.ofDays(day)).toString().substring(0, 10);
      assertThat(written.stream().filter(row -> row.contains("\"period_start\":\"" + start)))
          .as(start)
          .hasSize(3);
    }
  }

  private static int rowsOf(String prefix) {
    return broker().read(prefix + "audience_sentiment").size();
  }
}
