// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.kafka;

import io.undertone.ingest.DeadLetter;
import io.undertone.sinks.TimeFormat;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Makes dead letters into rows for Kafka. */
public final class KafkaDeadLetters extends RichMapFunction<DeadLetter, KafkaRow> {
  private static final long serialVersionUID = 1L;

  private final TimeFormat times;
  private final String run;
  private transient KafkaRowJson json;

  /**
   * @param run identity that the rows carry
   */
  public KafkaDeadLetters(TimeFormat times, String run) {
    this.times = times;
    this.run = run;
  }

  @Override
  public void open(OpenContext context) {
    json = new KafkaRowJson(times, run);
  }

  @Override
  public KafkaRow map(DeadLetter letter) {
    return json.row(letter);
  }
}
