// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.stream;

import io.undertone.ingest.Parsed;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.ingest.dataset.RecordDescription;
import io.undertone.ingest.format.ParserOptions;
import io.undertone.ingest.kafka.BackfilledSource;
import io.undertone.ingest.kafka.KafkaCommentSource;
import io.undertone.ingest.kafka.KafkaInput;
import io.undertone.ingest.replay.ReplaySource;
import io.undertone.job.console.UserError;
import io.undertone.job.graph.Operator;
import io.undertone.job.options.Settings;
import io.undertone.job.options.StreamOptions;
import io.undertone.job.options.UndertoneOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jspecify.annotations.Nullable;

/** Where records come from: files, Kafka, or files and then Kafka. */
final class StreamInput {
  private final Settings settings;
  private final @Nullable DataSet files;
  private final @Nullable KafkaInput kafka;

  private StreamInput(Settings settings, @Nullable DataSet files, @Nullable KafkaInput kafka) {
    this.settings = settings;
    this.files = files;
    this.kafka = kafka;
  }

  /**
   * @param files data set of {@code input} or {@code backfill}; null when there is none
   * @throws UserError when neither files nor Kafka is configured
   */
  static StreamInput of(Settings settings, @Nullable DataSet files) {
    if (settings.get(StreamOptions.INPUT).isPresent()) {
      return new StreamInput(settings, files, null);
    }
    if (settings.get(StreamOptions.KAFKA_TOPICS).isEmpty()) {
      throw UserError.usage(
          "There is nothing to read. Give kafka-brokers and kafka-topics, or input for files.");
    }
    return new StreamInput(settings, files, kafka(settings));
  }

  private static KafkaInput kafka(Settings settings) {
    RecordDescription records =
        RecordDescription.of(
            settings.get(StreamOptions.FORMAT).orElse(null),
            settings.get(StreamOptions.DESCRIPTOR).map(Path::of).orElse(null));
    return new KafkaInput(
        KafkaSettings.brokers(settings),
        settings.get(StreamOptions.KAFKA_TOPICS),
        settings.get(StreamOptions.KAFKA_GROUP).orElse(RunStarts.name(settings)),
        settings.get(StreamOptions.KAFKA_START),
        settings.get(StreamOptions.KAFKA_BOUNDED),
        settings.get(StreamOptions.OUT_OF_ORDERNESS),
        settings.get(StreamOptions.IDLENESS),
        readCommitted(settings.foreign("kafka.")),
        records.format(),
        new ParserOptions(
                settings.get(UndertoneOptions.TOPIC),
                salt(settings),
                records.defaults(),
                StreamOptions.limits(settings),
                java.time.Clock.systemUTC())
            .withZone(settings.get(UndertoneOptions.ZONE)));
  }

  /** What a transaction has not committed may be taken back by whoever sends it. */
  private static Map<String, String> readCommitted(Map<String, String> client) {
    Map<String, String> properties = new LinkedHashMap<>(client);
    properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    return properties;
  }

  private static String salt(Settings settings) {
    boolean capped = Double.isFinite(settings.get(UndertoneOptions.AUTHOR_WEIGHT_CAP));
    if (capped && settings.get(StreamOptions.AUTHOR_SALT).isEmpty()) {
      throw UserError.usage(
          "author-weight-cap needs an author-salt: with a new secret at each start an author would"
              + " count as another after it. Set UNDERTONE_AUTHOR_SALT to a secret of your own.");
    }
    return settings.get(StreamOptions.AUTHOR_SALT).orElseGet(() -> UUID.randomUUID().toString());
  }

  /** Asks for what the job will read, so that a typing error is reported before it runs. */
  void check() {
    if (kafka != null) {
      KafkaCommentSource.requireTopics(kafka);
    }
  }

  /** Whether files alone are read, so that every start sees all of the input. */
  boolean isFiles() {
    return kafka == null;
  }

  /** Consumer group; empty without Kafka. */
  String group() {
    return kafka == null ? "" : kafka.group();
  }

  /** Whether a start without state leaves out what is there. */
  boolean startsAtTheEnd() {
    return kafka != null && kafka.start().equals("latest");
  }

  /** Whether somebody has counted records of the topics up to some offset, as this group. */
  boolean hasCommittedOffsets() {
    return kafka != null && KafkaCommentSource.hasCommittedOffsets(kafka);
  }

  /** Whether a start without state would begin behind those. */
  boolean startsBehindThem() {
    return kafka != null && kafka.start().equals("committed") && hasCommittedOffsets();
  }

  /** What is read, for people. */
  String inWords() {
    String first = files == null ? "" : "files of " + files.name();
    String then =
        kafka == null
            ? ""
            : "Kafka topics " + String.join(", ", kafka.topics()) + " at " + kafka.brokers();
    return first + (files != null && kafka != null ? ", then " : "") + then;
  }

  DataStream<Parsed> add(StreamExecutionEnvironment env) {
    if (files != null && kafka != null) {
      Duration overlap = settings.get(StreamOptions.BACKFILL_OVERLAP);
      return add(
          env,
          BackfilledSource.of(replay(files), kafka, overlap),
          BackfilledSource.watermarks(kafka, overlap));
    }
    if (files != null) {
      return add(env, replay(files), ReplaySource.watermarks());
    }
    if (kafka != null) {
      return add(env, KafkaCommentSource.build(kafka), KafkaCommentSource.watermarks(kafka));
    }
    throw new IllegalStateException("neither files nor Kafka");
  }

  private ReplaySource replay(DataSet dataSet) {
    return new ReplaySource(
        dataSet.files(),
        dataSet
            .parserOptions(salt(settings))
            .withLimits(StreamOptions.limits(settings))
            .withZone(settings.get(UndertoneOptions.ZONE)),
        settings.get(UndertoneOptions.SPEED),
        ReplaySource.DEFAULT_MEMORY);
  }

  private static DataStream<Parsed> add(
      StreamExecutionEnvironment env,
      Source<Parsed, ?, ?> source,
      WatermarkStrategy<Parsed> watermarks) {
    return env.fromSource(
            source, watermarks, Operator.READ.title(), TypeInformation.of(Parsed.class))
        .uid(Operator.READ.uid());
  }
}
