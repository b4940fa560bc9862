// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.docker.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every part is killed in mid-work and started again. */
@Timeout(180)
class LocalStackIT {
  private static final String[] COUNTS = {
    "0=571", "1=572", "2=572", "3=572", "4=571", "5=571", "6=571"
  };

  @TempDir static Path directory;
  private static @Nullable LocalStack started;

  @BeforeAll
  static void start() throws Exception {
    started = LocalStack.start(directory.resolve("stack"), Map.of());
  }

  @AfterAll
  static void stop() throws Exception {
    stack().close();
    assertThat(stack().directory().running()).isEmpty();
  }

  private static LocalStack stack() {
    return Objects.requireNonNull(started);
  }

  private static Submission counting(Path results) throws Exception {
    Path jar = TestJar.of(CountingJob.class, directory);
    return Submission.of(jar, 2, "4000", "6", results.toString())
        .withMainClass(CountingJob.class.getName());
  }

  @Test
  void aKilledTaskManagerCostsNoCount() throws Exception {
    Path results = directory.resolve("killed");
    FlinkJobs jobs = stack().flink().jobs();
    String job = jobs.submit(counting(results));
    jobs.awaitCheckpoints(job, 2);

    stack().flink().taskManager(0).kill();
    stack().flink().taskManager(1).kill();
    stack().flink().taskManager(0).start();

    jobs.awaitFinished(job);
    assertThat(jobs.restores(job)).isPositive();
    assertThat(new HashSet<>(Files.readAllLines(results))).containsExactlyInAnyOrder(COUNTS);
    stack().flink().taskManager(1).start();
  }

  @Test
  void aStoppedJobGoesOnAtAnotherParallelism() throws Exception {
    Path results = directory.resolve("rescaled");
    FlinkJobs jobs = stack().flink().jobs();
    Submission submission = counting(results);
    String job = jobs.submit(submission);
    jobs.awaitCheckpoints(job, 1);
    String savepoint = jobs.stopWithSavepoint(job);
    assertThat(results).doesNotExist();

    String resumed = jobs.submit(submission.from(savepoint, 4));

    jobs.awaitFinished(resumed);
    assertThat(Files.readAllLines(results)).containsExactlyInAnyOrder(COUNTS);
  }

  @Test
  void aKilledBrokerKeepsItsRecords() throws Exception {
    LocalKafka kafka = stack().kafka();
    kafka.createTopics(Map.of("kept", 1));
    Properties properties = new Properties();
    properties.setProperty("bootstrap.servers", kafka.address());
    try (var producer =
        new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>("kept", "before")).get(30, TimeUnit.SECONDS);
      kafka.kill();
      assertThat(kafka.isRunning()).isFalse();
      kafka.start();
      producer.send(new ProducerRecord<>("kept", "after")).get(30, TimeUnit.SECONDS);
    }
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
      TopicPartition partition = new TopicPartition("kept", 0);
      assertThat(consumer.endOffsets(List.of(partition))).containsEntry(partition, 2L);
    }
  }

  @Test
  void aKilledDatabaseKeepsItsRows() throws Exception {
    LocalPostgres postgres = stack().postgres();
    try (Connection connection = postgres.connectAsWriter();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE kept (id int)");
      statement.execute("INSERT INTO kept VALUES (42)");
    }
    postgres.kill();
    postgres.start();
    try (Connection connection = postgres.connectAsReader();
        Statement statement = connection.createStatement()) {
      try (ResultSet rows = statement.executeQuery("SELECT id FROM kept")) {
        assertThat(rows.next()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(42);
      }
      assertThatThrownBy(() -> statement.execute("INSERT INTO kept VALUES (1)"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("read-only");
    }
  }
}
