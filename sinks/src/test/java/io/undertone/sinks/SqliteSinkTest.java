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
import java.util.stream.LongStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteSinkTest {
  @TempDir Path directory;

  @Test
  void aBoundedJobLeavesAllItsRows() throws Exception {
    Path file = directory.resolve("undertone.db");
    List<Findings> findings = SampleResults.huawei(5).findings();
    List<DeadLetter> letters =
        LongStream.range(0, 600)
            .mapToObj(line -> new DeadLetter("", "bad", "f.csv", line, "?", Instant.EPOCH))
            .toList();

    StreamExecutionEnvironment env = environment();
    env.fromData(findings).sinkTo(SqliteSink.findings(file, SampleResults.TIMES)).setParallelism(1);
    env.fromData(letters)
        .sinkTo(SqliteSink.deadLetters(file, SampleResults.TIMES))
        .setParallelism(1);
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
        .sinkTo(SqliteSink.findings(directory.resolve("undertone.db"), SampleResults.TIMES))
        .setParallelism(2);

    assertThatThrownBy(env::execute)
        .hasRootCauseMessage(
            "The embedded database has one writer, but its sink was given a parallelism of 2. Call"
                + " setParallelism(1) on the sink, or write to PostgreSQL.");
  }

  private static StreamExecutionEnvironment environment() {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    return StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
  }
}
