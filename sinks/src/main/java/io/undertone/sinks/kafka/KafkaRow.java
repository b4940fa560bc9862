// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.kafka;

/**
 * One row on its way to Kafka.
 *
 * @param table name of its table
 * @param key JSON object of its primary key
 * @param value JSON object of all its columns
 */
public record KafkaRow(String table, String key, String value) {}
