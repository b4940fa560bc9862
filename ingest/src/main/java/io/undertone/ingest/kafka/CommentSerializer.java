// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.undertone.ingest.Comment;
import io.undertone.ingest.format.CommentJson;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A comment as a JSON record of Undertone's own format, under the key of its post. */
final class CommentSerializer implements KafkaRecordSerializationSchema<Comment> {
  private static final long serialVersionUID = 1L;

  private final String topic;

  CommentSerializer(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      Comment comment, KafkaSinkContext context, @Nullable Long timestamp) {
    byte[] key = (comment.blogger() + "/" + comment.post()).getBytes(UTF_8);
    // the broker's own time: retention goes by it, and comments of the past are to be kept
    return new ProducerRecord<>(topic, key, CommentJson.of(comment));
  }
}
