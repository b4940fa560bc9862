// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.ingest.DeadLetter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultSinkIT {
  @TempDir Path directory;

  @Test
  void aBoundedJobLeavesAllItsRows() throws Exception {
    Path file = directory.resolve("undertone.db");
    List<Findings> findings = SampleResults.huawei(5).findings();
    List<DeadLetter> letters =
        LongStream.range(0, 600)
            .mapToObj(line -> new DeadLetter("", "bad", "f.csv", line, "?", Instant.EPOCH, ""))
            .toList();

    StreamExecutionEnvironment env = environment();
    env.fromData(findings).sinkTo(ResultSink.findings(target(file))).setParallelism(1);
    env.fromData(letters).sinkTo(ResultSink.deadLetters(target(file))).setParallelism(1);
    env.execute();

    try (ResultReader results = ResultReader.open(file.toString())) {
      assertThat(results.rows(AudienceSentiment.class, RowQuery.all())).hasSize(35);
      assertThat(results.rows(DeadLetter.class, RowQuery.all())).isEqualTo(letters);
    }
  }

  @Test
  void aSecondParallelWriterIsRefused() {
    StreamExecutionEnvironment env = environment();
    env.fromData(SampleResults.huawei(1).findings())
        .sinkTo(ResultSink.findings(target(directory.resolve("undertone.db"))))
        .setParallelism(2);

    assertThatThrownBy(env::execute)
        .hasRootCauseMessage(
            "The embedded database has one writer, but its sink was given a parallelism of 2. Call"
                + " setParallelism(1) on the sink, or write to PostgreSQL.");
  }

  @Test
  void aFileInWhichTheStartWasNotAnnouncedIsRefused() throws Exception {
    Path file = directory.resolve("undertone.db");
    try (ResultStore store = target(file).open()) {
      store.announce("weekly", null, "test");
    }
    assertThat(failure(target(file).as("weekly", 2)))
        .hasRootCauseMessage(
            String.format(
                Locale.ROOT,
                "%s on this machine (%s) is not the file that the job was started with. All writers of an embedded database must be on the machine where the job is started: run it there, or write to PostgreSQL.",
                file,
                java.net.InetAddress.getLocalHost().getHostName()));
    run(target(file).as("weekly", 1));
  }

  @Test
  void aSecondWriterOfARunIsRefusedUntilTheFirstIsClosed() throws Exception {
    Path file = directory.resolve("undertone.db");
    try (ResultStore store = target(file).as("weekly", 0).open()) {
      store.claim();
      assertThat(failure(target(file).as("weekly", 0)))
          .hasRootCauseMessage(
              String.format(
                  Locale.ROOT,
                  "Another process writes to %s as run 'weekly'. Stop it first, or give this one an identity of its own: run: NAME.",
                  file));
      run(target(file).as("daily", 0));
    }
    run(target(file).as("weekly", 0));
  }

  private static Throwable failure(ResultTarget target) {
    return org.assertj.core.api.Assertions.catchThrowable(() -> run(target));
  }

  private static void run(ResultTarget target) throws Exception {
    StreamExecutionEnvironment env = environment();
    env.fromData(SampleResults.huawei(1).findings())
        .sinkTo(ResultSink.findings(target))
        .setParallelism(1);
    env.execute();
  }

  private static ResultTarget target(Path file) {
    return ResultTarget.file(file, SampleResults.TIMES);
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    return StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
  }
}
