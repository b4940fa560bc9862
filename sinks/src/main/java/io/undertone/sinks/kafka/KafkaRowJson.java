// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.kafka;

import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowJson;
import io.undertone.sinks.TimeFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Makes rows of any table into records for Kafka. Not thread-safe. */
final class KafkaRowJson {
  private final Map<ResultTable, RowJson> json = new EnumMap<>(ResultTable.class);

  /**
   * @param run identity that the rows carry
   */
  KafkaRowJson(TimeFormat times, String run) {
    for (ResultTable table : ResultTable.values()) {
      json.put(table, new RowJson(table, times, run));
    }
  }

  KafkaRow row(Record row) {
    ResultTable table = ResultTable.of(row.getClass());
    RowJson written = Objects.requireNonNull(json.get(table));
    return new KafkaRow(table.tableName(), written.key(row), written.value(row));
  }
}
