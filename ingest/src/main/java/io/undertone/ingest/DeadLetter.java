// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest;

import java.time.Instant;

/**
 * A record that could not be used, and why.
 *
 * @param topic topic of the data set, or empty when unknown
 * @param reason one plain sentence: what was given, what is allowed
 * @param source file name or Kafka topic-partition
 * @param position line in the file (1-based, header included) or offset in the partition
 * @param payload start of the record as it came, bounded
 * @param seenAt processing time at which it was met
 * @param reasonCode the reason as the JSON of a {@link Refusal}; empty where it has none
 */
public record DeadLetter(
    String topic,
    String reason,
    String source,
    long position,
    String payload,
    Instant seenAt,
    String reasonCode) {

  /** A letter with its reason in words and as code. */
  public static DeadLetter of(
      String topic, Refusal refusal, String source, long position, String payload, Instant seenAt) {
    return new DeadLetter(topic, refusal.text(), source, position, payload, seenAt, refusal.json());
  }
}
