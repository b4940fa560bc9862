// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.kafka;

import io.undertone.ingest.Comment;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;

/**
 * Comments into a topic, as JSON in Undertone's own format. Comments of one post share a partition,
 * so that they keep their order.
 */
public final class KafkaCommentSink {
  private KafkaCommentSink() {}

  /**
   * At least once: after a failure comments may come again, which readers drop by their identity.
   *
   * @param brokers {@code host:port}, comma-separated
   * @param properties of the Kafka client, under its own names
   */
  public static KafkaSink<Comment> build(
      String brokers, String topic, Map<String, String> properties) {
    Properties client = new Properties();
    client.setProperty("linger.ms", "20");
    client.setProperty("compression.type", "lz4");
    client.putAll(properties);
    return KafkaSink.<Comment>builder()
        .setBootstrapServers(brokers)
        .setKafkaProducerConfig(client)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new CommentSerializer(topic))
        .build();
  }
}
