// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

  @Test
  void foreignSettingsWithTypingErrorsAreTold() throws IOException {
    run(
        """
        kafka-brokers: localhost:9092
        kafka-topics: comments
        database: results.db
        kafka.isolation.levle: read_committed
        kafka.max.poll.records: 10
        flink.execution.checkpointing.intervall: 10s
        flink.taskmanager.memory.network.min: 8m
        """,
        "--dry-run");
    assertThat(out.toString().lines().filter(line -> line.contains("did you mean")))
        .containsExactly(
            "undertone: kafka.isolation.levle is no setting of Kafka's client that is known here; did you mean kafka.isolation.level? It is passed on.",
            "undertone: flink.execution.checkpointing.intervall is no setting of Flink that is known here; did you mean flink.execution.checkpointing.interval? It is passed on.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"P13D", "PT30M", "90"})
  void aRetentionThatWouldDeleteWhatMayStillChangeIsRefused(String retention) throws IOException {
    String config =
        """
        kafka-brokers: localhost:9092
        kafka-topics: comments
        database: results.db
        lateness: P14D
        """;
    assertThat(run(config + "retention: " + retention, "--dry-run")).isEqualTo(2);
    assertThat(err.toString()).contains("retention is ", retention, "lateness");
    assertThat(run(config + "retention: P14D", "--dry-run")).isZero();
  }

  @Test
  void checkTellsWhatIsThereAndMakesNothing() throws IOException {
    Path comments =
        Files.writeString(
            directory.resolve("comments.jsonl"),
            "{\"blogger\":\"ada\",\"post\":\"p1\",\"post_time\":\"2024-01-01T00:00:00Z\",\"id\":\"c1\",\"time\":\"2024-01-01T00:00:00Z\",\"score\":0.5}\n");
    String config =
        String.format(
            Locale.ROOT,
            "input: %s\ndatabase: %s\n",
            comments,
            directory.resolve("new/results.db"));
    assertThat(run(config, "--check")).isZero();
    assertThat(out.toString())
        .contains(
            "ok     input: files of", "results.db will be made", "ok     versions: Undertone");
    assertThat(directory.resolve("new")).doesNotExist();

    Files.writeString(directory.resolve("results.db"), "no database ".repeat(100));
    assertThat(
            run(
                String.format(
                    Locale.ROOT,
                    "input: %s\ndatabase: %s\n",
                    comments,
                    directory.resolve("results.db")),
                "--check"))
        .isEqualTo(1);
    assertThat(out.toString()).contains("FAILED database: ");
  }

  @Test
  void aServersUrlIsUnderstoodAsItIsUsuallyWritten() throws IOException {
    int exit =
        run(
            """
            kafka-brokers: localhost:9092
            kafka-topics: comments
            database: postgres://me:geheim@localhost/results
            """,
            "--dry-run");
    assertThat(exit).isZero();
    assertThat(out.toString()).doesNotContain("geheim");
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
      {kafka-topics: c, kafka-brokers: h, database: x.db, lateness: PT12H} | lateness is PT12H and max-future PT24H
      {kafka-topics: c, kafka-brokers: h, database: 'mysql://h/x'} | The database is 'mysql://h/x'; it must be a SQLite file
      {kafka-topics: c, kafka-brokers: h, database: x.db, run: 'a b'} | run is 'a b'
      kafka.ssl.key: ${UNDERTONE_NOWHERE}               | the environment variable UNDERTONE_NOWHERE, which is not set
      """)
  void errorsSayWhatToDo(String config, String message) throws IOException {
    assertThat(run(config, "--dry-run")).isNotZero();
    assertThat(err.toString()).contains(message);
  }
}
