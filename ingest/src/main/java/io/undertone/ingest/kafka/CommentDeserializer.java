// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.kafka;

import io.undertone.ingest.DeadLetter;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.Refusal;
import io.undertone.ingest.format.CommentFormat;
import io.undertone.ingest.format.CommentParser;
import io.undertone.ingest.format.ParserOptions;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** One Kafka record: its value is parsed, its partition and offset name it. */
final class CommentDeserializer implements KafkaRecordDeserializationSchema<Parsed> {
  private static final long serialVersionUID = 1L;

  private final CommentFormat format;
  private final ParserOptions options;
  private transient @Nullable CommentParser parser;

  CommentDeserializer(CommentFormat format, ParserOptions options) {
    this.format = format;
    this.options = options;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    CommentParser opened = parser();
    context
        .getMetricGroup()
        .gauge("unknown_fields", (Gauge<Long>) () -> opened.tally().unknownFields());
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Parsed> out) {
    String source = record.topic() + "-" + record.partition();
    byte[] value = record.value();
    if (value == null) {
      out.collect(
          Parsed.of(
              DeadLetter.of(
                  options.topic(),
                  Refusal.of(Refusal.Kind.NO_VALUE),
                  source,
                  record.offset(),
                  "",
                  options.clock().instant())));
      return;
    }
    parser().parse(value, 0, value.length, source, record.offset(), out::collect);
  }

  private CommentParser parser() {
    if (parser == null) {
      parser = format.jsonParser(options);
    }
    return parser;
  }

  @Override
  public TypeInformation<Parsed> getProducedType() {
    return TypeInformation.of(Parsed.class);
  }
}
