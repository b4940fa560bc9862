// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RunCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String config, String... flags) throws IOException {
    CommandLine line = Undertone.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    Path file = Files.writeString(directory.resolve("undertone.yaml"), config);
    String[] args = new String[flags.length + 3];
    args[0] = "run";
    args[1] = "--config";
    args[2] = file.toString();
    System.arraycopy(flags, 0, args, 3, flags.length);
    return line.execute(args);
  }

  @Test
  void dryRunPrintsOptionsAndPlanButNoSecret() throws IOException {
    int exit =
        run(
            """
            kafka-brokers: localhost:9092
            kafka-topics: [comments, posts]
            kafka:
              sasl.jaas.config: login password='geheim';
            database: results.db
            database-password: geheim
            """,
            "--dry-run",
            "--parallelism",
            "2");

    assertThat(err.toString()).isEmpty();
    assertThat(exit).isZero();
    assertThat(out.toString())
        .containsPattern("kafka-topics\\s+comments,posts")
        .containsPattern("kafka.sasl.jaas.config\\s+\\*{6}\\s")
        .containsPattern("parallelism\\s+2\\s+flag")
        .contains("Source: read comments", "tally posts")
        .doesNotContain("geheim");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      kafka-topics: c                                   | kafka-brokers is missing; give one or more host:port
      database: x.db                                    | There is nothing to read. Give kafka-brokers and kafka-topics, or input
      {input: '.', kafka-topics: c, database: x.db}     | input is '.' and kafka-topics is 'c', but input reads files alone
      {input: a, backfill: b, database: x.db}           | input is 'a' and backfill is 'b', but input reads files alone
      {kafka-topics: c, kafka-brokers: h, kafka-results: r., delivery: exactly_once, flink.execution.checkpointing.mode: AT_LEAST_ONCE} | but checkpoint-mode is at_least_once
      kafka-start: soon                                 | kafka-start is 'soon'
      idleness: PT0S                                    | idleness is 'PT0S'
      kafka-topic: c                                    | Did you mean 'kafka-topics'?
      {kafka-topics: c, kafka-brokers: h, format: xml}  | the format is 'xml'; it must be one of app-store-reviews
      {kafka-topics: c, kafka-brokers: h}               | Results have nowhere to go. Give a database
      {kafka-topics: c, kafka-brokers: h, database: x.db, author-weight-cap: 9} | author-weight-cap needs an author-salt
      kafka.ssl.key: ${UNDERTONE_NOWHERE}               | the environment variable UNDERTONE_NOWHERE, which is not set
      """)
  void errorsSayWhatToDo(String config, String message) throws IOException {
    assertThat(run(config, "--dry-run")).isNotZero();
    assertThat(err.toString()).contains(message);
  }
}
