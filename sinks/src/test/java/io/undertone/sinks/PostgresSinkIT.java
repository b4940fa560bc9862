// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static io.undertone.sinks.SampleResults.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Influence;
import io.undertone.ingest.DeadLetter;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.testutils.InMemoryReporter;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The sink in a real Flink job while the database or the job fails. */
@Timeout(120)
class PostgresSinkIT {
  private static final InMemoryReporter METRICS = InMemoryReporter.createWithRetainedMetrics();

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .setConfiguration(METRICS.addToConfiguration(new Configuration()))
              .build());

  private static final List<Findings> FINDINGS = findings();
  private static final List<DeadLetter> LETTERS =
      LongStream.range(0, 1000)
          .mapToObj(line -> ResultStoreContract.letter(line, "x".repeat((int) line * 7)))
          .toList();

  private static final AtomicBoolean MET = new AtomicBoolean();
  private static PostgresServer server;
  private String url;

  @BeforeAll
  static void startServer(@TempDir Path directory) throws IOException {
    server = PostgresServer.start(directory);
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void makeDatabase() throws SQLException {
    url = server.newDatabase();
    MET.set(false);
  }

  @Test
  void twoWritersLeaveAllRowsAndCountThem() throws Exception {
    run(environment(), 0, Trouble.NONE);

    assertComplete();
    assertThat(counted(SinkMetric.ROWS_WRITTEN)).isGreaterThan(LETTERS.size());
  }

  @Test
  void aDatabaseThatRestartsInMidStreamLosesAndDoublesNothing() throws Exception {
    long before = counted(SinkMetric.RETRIES);
    run(environment(), 20, Trouble.RESTART_DATABASE);

    assertThat(MET).isTrue();
    assertThat(counted(SinkMetric.RETRIES)).isGreaterThan(before);
    assertComplete();
  }

  @Test
  void aJobThatFailsAndDeliversAgainDoublesNothing() throws Exception {
    run(environment(), 20, Trouble.FAIL_TASK);

    assertThat(MET).isTrue();
    assertComplete();
  }

  private enum Trouble {
    NONE,
    FAIL_TASK,
    RESTART_DATABASE;

    void meet() throws IOException {
      if (this == NONE || !MET.compareAndSet(false, true)) {
        return;
      }
      if (this == FAIL_TASK) {
        throw new IllegalStateException("a task that fails");
      }
      server.stop();
      CompletableFuture<Void> unused = CompletableFuture.runAsync(Trouble::startSoon);
    }

    private static void startSoon() {
      try {
        Thread.sleep(500);
        server.startAgain();
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException("The server does not start again", e);
      }
    }
  }

  private void run(StreamExecutionEnvironment env, int at, Trouble trouble) throws Exception {
    String topic = FINDINGS.get(at).topic();
    Instant start = FINDINGS.get(at).periodStart();
    env.fromData(FINDINGS)
        .rebalance()
        .map(
            findings -> {
              if (findings.topic().equals(topic) && findings.periodStart().equals(start)) {
                trouble.meet();
              }
              return findings;
            })
        .returns(Findings.class)
        .sinkTo(
            ResultSink.findings(target())
                .withBackoff(new Backoff(60, Duration.ofMillis(50), Duration.ofMillis(500))));
    env.fromData(LETTERS).rebalance().sinkTo(ResultSink.deadLetters(target()));
    env.execute();
  }

  private void assertComplete() throws IOException {
    try (ResultReader results = reader()) {
      assertThat(results.rows(AudienceSentiment.class, RowQuery.all()))
          .containsExactlyInAnyOrderElementsOf(
              FINDINGS.stream().flatMap(f -> f.audienceSentiments().stream()).toList());
      assertThat(results.rows(Influence.class, RowQuery.all()))
          .containsExactlyInAnyOrderElementsOf(
              FINDINGS.stream().flatMap(f -> f.influences().stream()).toList());
      assertThat(results.rows(DeadLetter.class, RowQuery.all())).hasSameElementsAs(LETTERS);
      assertThat(results.count(ResultTable.DEAD_LETTER, RowQuery.all())).isEqualTo(LETTERS.size());
    }
  }

  private ResultTarget target() {
    return ResultTarget.of(url, "postgres", "s3cret", TIMES);
  }

  private ResultReader reader() throws IOException {
    return ResultReader.open(url, "postgres", "s3cret");
  }

  private static long counted(SinkMetric metric) {
    long sum = 0;
    for (Map<String, Metric> group : METRICS.getMetricsByGroup().values()) {
      if (group.get(metric.title()) instanceof Counter counter) {
        sum += counter.getCount();
      }
    }
    return sum;
  }

  private static List<Findings> findings() {
    List<Findings> all = new ArrayList<>();
    for (String topic : List.of("huawei", "apple", "xiaomi", "oppo")) {
      all.addAll(new SampleResults(topic, List.of("A", "B", "C"), 15, 7).findings());
    }
    return all;
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 3);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(2);
    return env;
  }
}
