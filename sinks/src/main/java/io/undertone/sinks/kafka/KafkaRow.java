// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.kafka;

import org.jspecify.annotations.Nullable;

/**
 * One row on its way to Kafka.
 *
 * @param table name of its table
 * @param key JSON object of its primary key
 * @param value JSON object of all its columns; null takes the row back
 */
public record KafkaRow(String table, String key, @Nullable String value) {
  /** Takes the row back. */
  KafkaRow withdrawn() {
    return new KafkaRow(table, key, null);
  }
}
