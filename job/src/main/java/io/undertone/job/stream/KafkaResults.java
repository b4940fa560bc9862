// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.dynamics.findings.Findings;
import io.undertone.ingest.DeadLetter;
import io.undertone.job.console.UserError;
import io.undertone.job.graph.Operator;
import io.undertone.job.graph.Outlet;
import io.undertone.job.options.Delivery;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.replay.ReplayRun;
import io.undertone.sinks.kafka.KafkaDeadLetters;
import io.undertone.sinks.kafka.KafkaFindings;
import io.undertone.sinks.kafka.KafkaOutput;
import io.undertone.sinks.kafka.KafkaRow;
import io.undertone.sinks.kafka.KafkaTopics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.CheckpointConfig;
import org.jspecify.annotations.Nullable;

/** The Kafka topics that the options name for results and dead letters. */
final class KafkaResults {
  private final Settings settings;
  private final Optional<String> prefix;
  private final Optional<String> deadLetters;

  private KafkaResults(Settings settings) {
    this.settings = settings;
    this.prefix = settings.get(StreamOptions.KAFKA_RESULTS);
    this.deadLetters = settings.get(StreamOptions.KAFKA_DEAD_LETTERS);
  }

  /**
   * What the options say; both may be absent.
   *
   * @param checkpoints as they will be taken: a cluster's settings and {@code flink.} ones may
   *     replace the options
   * @throws UserError when transactions could not work as configured
   */
  static KafkaResults of(Settings settings, CheckpointConfig checkpoints) {
    KafkaResults results = new KafkaResults(settings);
    if (results.isUsed() && results.exactlyOnce()) {
      results.requireTransactions(checkpoints);
    }
    return results;
  }

  private boolean isUsed() {
    return prefix.isPresent() || deadLetters.isPresent();
  }

  private boolean exactlyOnce() {
    return settings.get(StreamOptions.DELIVERY) == Delivery.EXACTLY_ONCE;
  }

  private void requireTransactions(CheckpointConfig checkpoints) {
    if (checkpoints.getCheckpointingConsistencyMode() != CheckpointingMode.EXACTLY_ONCE) {
      throw UserError.usage(
          "delivery is exactly_once, but checkpoint-mode is at_least_once. Make both exactly_once,"
              + " or delivery at_least_once.");
    }
    Duration timeout = settings.get(StreamOptions.TRANSACTION_TIMEOUT);
    Duration interval = Duration.ofMillis(checkpoints.getCheckpointInterval());
    if (timeout.compareTo(interval) <= 0) {
      throw UserError.usage(
          String.format(
              Locale.ROOT,
              "transaction-timeout is %s; it must be longer than checkpoint-every, which is %s.",
              timeout,
              interval));
    }
  }

  /** A topic's findings stay together, since an issue takes back what the one before held. */
  Optional<Outlet<Findings>> findings() {
    KafkaFindings rows =
        new KafkaFindings(
            ReplayRun.timeFormat(settings),
            RunStarts.name(settings),
            settings.get(UndertoneOptions.LATENESS));
    return prefix.map(
        start ->
            (stream, operator) ->
                attach(
                    stream.keyBy(Findings::topic).process(rows),
                    operator,
                    KafkaTopics.prefixed(start)));
  }

  Optional<Outlet<DeadLetter>> deadLetters() {
    KafkaDeadLetters rows =
        new KafkaDeadLetters(ReplayRun.timeFormat(settings), RunStarts.name(settings));
    return deadLetters.map(
        topic ->
            (stream, operator) -> attach(stream.map(rows), operator, KafkaTopics.single(topic)));
  }

  private void attach(
      SingleOutputStreamOperator<KafkaRow> rows, Operator operator, KafkaTopics topics) {
    rows.returns(KafkaRow.class)
        .uid(operator.uid() + "-kafka-rows")
        .name(operator.title() + " as Kafka records")
        .sinkTo(output().sink(topics, operator.uid()))
        .uid(operator.uid() + "-kafka")
        .name(operator.title() + " to Kafka");
  }

  private KafkaOutput output() {
    Optional<String> own = settings.get(StreamOptions.KAFKA_OUTPUT_BROKERS);
    return new KafkaOutput(
        own.orElseGet(() -> KafkaSettings.brokers(settings)),
        exactlyOnce(),
        settings.get(StreamOptions.TRANSACTION_PREFIX).orElse(RunStarts.name(settings)),
        settings.get(StreamOptions.TRANSACTION_TIMEOUT),
        settings.foreign(own.isPresent() ? "kafka-output." : "kafka."));
  }

  /** What a job would find there; null when nothing goes to Kafka. Nothing is made. */
  @Nullable String inspect() throws IOException {
    if (!isUsed()) {
      return null;
    }
    List<String> topics = new ArrayList<>(resultTopics());
    deadLetters.ifPresent(topics::add);
    List<String> missing = KafkaTopics.missing(output(), topics);
    return missing.isEmpty()
        ? String.format(Locale.ROOT, "all %d topics are there", topics.size())
        : "will be made: " + String.join(", ", missing);
  }

  /** Creates the topics that do not exist. */
  void check() throws IOException {
    if (prefix.isPresent()) {
      KafkaTopics.create(output(), resultTopics(), true);
    }
    if (deadLetters.isPresent()) {
      KafkaTopics.create(output(), List.of(deadLetters.get()), false);
    }
  }

  private List<String> resultTopics() {
    return prefix.stream()
        .map(KafkaTopics::prefixed)
        .flatMap(
            topics ->
                KafkaTopics.resultTables().stream().map(table -> topics.of(table.tableName())))
        .toList();
  }

  @Override
  public String toString() {
    String results = prefix.map(start -> "Kafka topics " + start + "*").orElse("");
    String dead = deadLetters.map(topic -> "Kafka topic " + topic).orElse("");
    return String.join(
        " and ", Stream.of(results, dead).filter(words -> !words.isEmpty()).toList());
  }
}
