// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.kafka;

import io.undertone.ingest.InputException;
import io.undertone.ingest.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Comments from Kafka. A record that cannot be used becomes a dead letter with its topic-partition
 * and offset. Use it with {@link #watermarks}.
 */
public final class KafkaCommentSource {
  private static final int ANSWER_SECONDS = 15;

  private KafkaCommentSource() {}

  /**
   * @throws InputException when the start is invalid
   */
  public static KafkaSource<Parsed> build(KafkaInput input) {
    KafkaSourceBuilder<Parsed> builder =
        KafkaSource.<Parsed>builder()
            .setProperties(input.clientProperties())
            .setBootstrapServers(input.brokers())
            .setTopics(input.topics())
            .setGroupId(input.group())
            .setStartingOffsets(input.startingOffsets())
            .setDeserializer(new CommentDeserializer(input.format(), input.parser()));
    return (input.bounded() ? builder.setBounded(OffsetsInitializer.latest()) : builder).build();
  }

  /**
   * Event time per partition, with bounded out-of-orderness and idleness. A bounded input is never
   * idle: partitions that have ended hold back nothing, and Flink drops the final watermark of a
   * source that is idle when it ends, so that no period would close.
   */
  public static WatermarkStrategy<Parsed> watermarks(KafkaInput input) {
    long bound = input.outOfOrderness().toMillis();
    long idleness = input.bounded() ? Long.MAX_VALUE : input.idleness().toMillis();
    return WatermarkStrategy.<Parsed>forGenerator(
            context -> CommentWatermarks.of(bound, idleness, context.getInputActivityClock()))
        .withTimestampAssigner((parsed, recordTime) -> parsed.eventTime());
  }

  /**
   * Asks the brokers for the topics, so that a typing error is reported before a job runs.
   *
   * @throws InputException when no broker answers or a topic does not exist
   */
  public static void requireTopics(KafkaInput input) {
    requireTopics(input.brokers(), input.topics(), input.properties());
  }

  /**
   * The same for topics that are written to.
   *
   * @param client properties of the Kafka client, under its own names
   */
  public static void requireTopics(
      String brokers, List<String> topics, Map<String, String> client) {
    try (Admin admin = admin(brokers, client)) {
      List<String> missing = new ArrayList<>();
      for (var topic : admin.describeTopics(topics).topicNameValues().entrySet()) {
        try {
          topic.getValue().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            throw e;
          }
          missing.add(topic.getKey());
        }
      }
      if (!missing.isEmpty()) {
        throw new InputException(
            String.format(
                Locale.ROOT,
                "Kafka at '%s' has no topic %s; create it or correct the name.",
                brokers,
                String.join(", ", missing)));
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      throw unreachable(brokers, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(brokers, e);
    }
  }

  private static Admin admin(String brokers, Map<String, String> client) {
    Properties properties = patience();
    properties.putAll(client);
    properties.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
    return Admin.create(properties);
  }

  /**
   * Whether the group has committed offsets of these topics: somebody has read up to there.
   *
   * @throws InputException when no broker answers
   */
  public static boolean hasCommittedOffsets(KafkaInput input) {
    try (Admin admin = admin(input.brokers(), input.properties())) {
      return admin
          .listConsumerGroupOffsets(input.group())
          .partitionsToOffsetAndMetadata()
          .get(ANSWER_SECONDS, TimeUnit.SECONDS)
          .entrySet()
          .stream()
          .anyMatch(
              offset ->
                  offset.getValue() != null && input.topics().contains(offset.getKey().topic()));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return false;
      }
      throw unreachable(input.brokers(), e);
    } catch (TimeoutException | KafkaException e) {
      throw unreachable(input.brokers(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(input.brokers(), e);
    }
  }

  /** Closing waits for open calls, so these must end as well. */
  private static Properties patience() {
    Properties properties = new Properties();
    String millis = Integer.toString(ANSWER_SECONDS * 1000);
    properties.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    properties.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    properties.setProperty(AdminClientConfig.RECONNECT_BACKOFF_MS_CONFIG, "1000");
    properties.setProperty(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "5000");
    return properties;
  }

  private static InputException unreachable(String brokers, Exception e) {
    return new InputException(
        "no Kafka broker answers at '"
            + brokers
            + "'; check the address and the kafka."
            + " properties.",
        e);
  }
}
