// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;

/**
 * The mean of an audience's scores, weighted by likes, in windows of fifteen days: all that a user
 * of Kafka Streams writes, with its defaults. Two passes; prints the seconds of each, from the
 * start to the last record of the topic.
 *
 * <p>Arguments: broker, records, threads, {@code heap} or {@code rocksdb}.
 */
final class StreamsMean {
  private static final Duration WINDOW = Duration.ofDays(15);
  private static final Duration GRACE = Duration.ofDays(365);
  private static final ObjectMapper JSON = new ObjectMapper();

  private StreamsMean() {}

  /**
   * What counts of a comment, or of all of a window.
   *
   * @param weight sum of likes + 1
   * @param sum of weight times score
   */
  private record Mean(double weight, double sum) {
    Mean plus(Mean other) {
      return new Mean(weight + other.weight, sum + other.sum);
    }

    static Serde<Mean> serde() {
      return Serdes.serdeFrom(
          (topic, mean) ->
              mean == null
                  ? null
                  : ByteBuffer.allocate(16).putDouble(mean.weight).putDouble(mean.sum).array(),
          (topic, bytes) -> {
            if (bytes == null) {
              return null;
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Mean(buffer.getDouble(), buffer.getDouble());
          });
    }
  }

  public static void main(String[] args) throws Exception {
    Path scratch = Files.createTempDirectory("undertone-streams-mean");
    try {
      for (int pass = 0; pass < 2; pass++) {
        double seconds = seconds(args[0], Long.parseLong(args[1]), args[2], args[3], scratch);
        System.out.printf(Locale.ROOT, "%.3f%n", seconds);
      }
    } finally {
      JobThroughput.delete(scratch);
    }
  }

  private static double seconds(
      String broker, long records, String threads, String state, Path scratch)
      throws InterruptedException {
    AtomicLong left = new AtomicLong(records);
    CountDownLatch done = new CountDownLatch(1);
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            StreamsThroughput.TOPIC,
            Consumed.with(Serdes.ByteArray(), comments())
                .withTimestampExtractor((comment, before) -> time((JsonNode) comment.value())))
        .map((key, comment) -> KeyValue.pair(comment.get("blogger").textValue(), weighed(comment)))
        .groupByKey(Grouped.with(Serdes.String(), Mean.serde()))
        .windowedBy(TimeWindows.ofSizeAndGrace(WINDOW, GRACE))
        .aggregate(
            () -> new Mean(0, 0),
            (blogger, comment, mean) -> {
              if (left.decrementAndGet() == 0) {
                done.countDown();
              }
              return mean.plus(comment);
            },
            Materialized.<String, Mean>as(store(state))
                .withKeySerde(Serdes.String())
                .withValueSerde(Mean.serde()));
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, UUID.randomUUID().toString());
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker);
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, scratch.toString());
    properties.put("auto.offset.reset", "earliest");
    try (KafkaStreams streams = new KafkaStreams(builder.build(), properties)) {
      streams.setUncaughtExceptionHandler(
          error -> {
            error.printStackTrace();
            Runtime.getRuntime().halt(1);
            return StreamThreadExceptionResponse.SHUTDOWN_APPLICATION;
          });
      long started = System.nanoTime();
      streams.start();
      done.await();
      return (System.nanoTime() - started) / 1e9;
    }
  }

  private static WindowBytesStoreSupplier store(String state) {
    Duration kept = WINDOW.plus(GRACE);
    return state.equals("heap")
        ? Stores.inMemoryWindowStore("means", kept, WINDOW, false)
        : Stores.persistentWindowStore("means", kept, WINDOW, false);
  }

  private static Mean weighed(JsonNode comment) {
    double weight = comment.path("likes").asDouble() + 1;
    return new Mean(weight, weight * comment.get("score").doubleValue());
  }

  private static long time(JsonNode comment) {
    return Instant.parse(comment.get("time").textValue()).toEpochMilli();
  }

  private static JsonNode read(byte[] comment) {
    try {
      return JSON.readTree(comment);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Serde<JsonNode> comments() {
    return Serdes.serdeFrom(
        (topic, comment) -> comment.toString().getBytes(StandardCharsets.UTF_8),
        (topic, bytes) -> read(bytes));
  }
}
