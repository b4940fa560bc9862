// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.kafka;

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How rows are written to Kafka: the key is the JSON object of the primary key, so that a compacted
 * topic keeps the last version of each row, the value the JSON object of the row.
 *
 * @param brokers {@code host:port}, comma-separated
 * @param exactlyOnce whether rows are part of a transaction that commits with the checkpoint;
 *     otherwise they may come again after a failure
 * @param transactions start of the ids of the transactions; no other job on these brokers may use
 *     it
 * @param transactionTimeout how long the brokers keep an open transaction: longer than a checkpoint
 *     and a restart together, at most the brokers' {@code transaction.max.timeout.ms}
 * @param properties properties of the Kafka client, under its own names
 */
public record KafkaOutput(
    String brokers,
    boolean exactlyOnce,
    String transactions,
    Duration transactionTimeout,
    Map<String, String> properties)
    implements Serializable {

  public KafkaOutput {
    properties = new LinkedHashMap<>(properties);
  }

  /**
   * A sink of rows.
   *
   * @param topics says to which topic a row goes
   * @param name tells the transactions of several sinks of one job apart
   */
  public KafkaSink<KafkaRow> sink(KafkaTopics topics, String name) {
    KafkaSinkBuilder<KafkaRow> builder =
        KafkaSink.<KafkaRow>builder()
            .setKafkaProducerConfig(producer())
            .setBootstrapServers(brokers)
            .setRecordSerializer(new KafkaRowSerializer(topics))
            .setDeliveryGuarantee(
                exactlyOnce ? DeliveryGuarantee.EXACTLY_ONCE : DeliveryGuarantee.AT_LEAST_ONCE);
    return (exactlyOnce ? builder.setTransactionalIdPrefix(transactions + "-" + name) : builder)
        .build();
  }

  private Properties producer() {
    Properties producer = client();
    producer.setProperty(
        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(transactionTimeout.toMillis()));
    return producer;
  }

  Properties client() {
    Properties client = new Properties();
    client.putAll(properties);
    return client;
  }
}
