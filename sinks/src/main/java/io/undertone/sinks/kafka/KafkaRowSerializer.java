// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertone.sinks.RowJson;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** One row is one record; a header carries the version of the schema. */
final class KafkaRowSerializer implements KafkaRecordSerializationSchema<KafkaRow> {
  private static final long serialVersionUID = 1L;
  private static final byte[] VERSION = Integer.toString(RowJson.SCHEMA_VERSION).getBytes(UTF_8);

  private final KafkaTopics topics;

  KafkaRowSerializer(KafkaTopics topics) {
    this.topics = topics;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      KafkaRow row, KafkaSinkContext context, Long timestamp) {
    String value = row.value();
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            topics.of(row.table()),
            row.key().getBytes(UTF_8),
            value == null ? null : value.getBytes(UTF_8));
    record.headers().add(KafkaTopics.VERSION_HEADER, VERSION);
    return record;
  }
}
