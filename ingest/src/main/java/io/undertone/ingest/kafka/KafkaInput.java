// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.kafka;

import io.undertone.ingest.InputException;
import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.ParserOptions;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;

/**
 * Which topics are read, from where, and how.
 *
 * @param brokers {@code host:port}, comma-separated
 * @param topics at least one
 * @param group consumer group; offsets are committed to it at each checkpoint, for monitoring
 * @param start {@code earliest}, {@code latest}, {@code committed} (the group's offsets, earliest
 *     where there are none) or an ISO-8601 instant (of the broker's record time); a restored job
 *     goes on from its checkpoint instead
 * @param bounded true ends the stream at the offsets that are the latest when it starts
 * @param outOfOrderness how far a comment's time may lie behind the latest of its partition before
 *     it is late; not negative
 * @param idleness after how long without records a partition no longer holds back the others; above
 *     0
 * @param properties properties of the Kafka client, under its own names
 * @param format how records are written; they are JSON
 * @param parser what the parser needs to know
 */
public record KafkaInput(
    String brokers,
    List<String> topics,
    String group,
    String start,
    boolean bounded,
    Duration outOfOrderness,
    Duration idleness,
    Map<String, String> properties,
    CommentFormat format,
    ParserOptions parser)
    implements Serializable {

  public KafkaInput {
    topics = List.copyOf(topics);
    properties = Map.copyOf(properties);
    require(!brokers.isBlank(), "the list of Kafka brokers", brokers, "host:port, comma-separated");
    require(
        !topics.isEmpty() && topics.stream().noneMatch(String::isBlank),
        "the list of Kafka topics",
        topics,
        "at least one name");
    require(!group.isBlank(), "the consumer group", group, "a name");
    require(!outOfOrderness.isNegative(), "the out-of-orderness", outOfOrderness, "at least PT0S");
    require(
        !idleness.isNegative() && !idleness.isZero(),
        "the idleness",
        idleness,
        "longer than zero, such as PT1M");
  }

  private static void require(boolean holds, String what, Object given, String rule) {
    if (!holds) {
      throw new InputException(what + " is '" + given + "'; it must be " + rule + ".");
    }
  }

  /** The same from another start. */
  KafkaInput startingAt(Instant instant) {
    return with(instant.toString(), outOfOrderness);
  }

  /** The same with at least this out-of-orderness. */
  KafkaInput tolerating(Duration disorder) {
    return with(start, disorder.compareTo(outOfOrderness) > 0 ? disorder : outOfOrderness);
  }

  private KafkaInput with(String newStart, Duration newOutOfOrderness) {
    return new KafkaInput(
        brokers,
        topics,
        group,
        newStart,
        bounded,
        newOutOfOrderness,
        idleness,
        properties,
        format,
        parser);
  }

  OffsetsInitializer startingOffsets() {
    return switch (start) {
      case "earliest" -> OffsetsInitializer.earliest();
      case "latest" -> OffsetsInitializer.latest();
      case "committed" -> OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
      default -> OffsetsInitializer.timestamp(instant().toEpochMilli());
    };
  }

  private Instant instant() {
    try {
      return Instant.parse(start);
    } catch (DateTimeParseException e) {
      throw new InputException(
          "the start in Kafka is '"
              + start
              + "'; it must be earliest, latest, committed or an instant such as"
              + " 2023-05-01T00:00:00Z.",
          e);
    }
  }

  Properties clientProperties() {
    Properties client = new Properties();
    client.putAll(properties);
    return client;
  }
}
