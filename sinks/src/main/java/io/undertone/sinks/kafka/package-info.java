// SPDX-License-Identifier: GPL-3.0-or-later
/** Results to Kafka: one topic a table, one record a row. */
@org.jspecify.annotations.NullMarked
package io.undertone.sinks.kafka;
