// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.kafka;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.PostEvidence;
import io.undertone.dynamics.findings.PostNowcast;
import io.undertone.ingest.DeadLetter;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.RowJson;
import io.undertone.sinks.TimeFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;

/**
 * Takes results apart into rows for Kafka, in their order. A closed period takes back the nowcasts
 * of its posts: their keys without a value, so that a compacted topic forgets them.
 *
 * @param <T> what comes in: {@link Findings} or {@link DeadLetter}
 */
public final class KafkaRows<T> extends RichFlatMapFunction<T, KafkaRow> {
  private static final long serialVersionUID = 1L;

  private final TimeFormat times;
  private final String run;
  private transient Map<ResultTable, RowJson> json;

  /**
   * @param run identity that the rows carry
   */
  public KafkaRows(TimeFormat times, String run) {
    this.times = times;
    this.run = run;
  }

  @Override
  public void open(OpenContext context) {
    json = new EnumMap<>(ResultTable.class);
    for (ResultTable table : ResultTable.values()) {
      json.put(table, new RowJson(table, times, run));
    }
  }

  @Override
  public void flatMap(T result, Collector<KafkaRow> out) {
    List<Record> rows =
        result instanceof Findings findings ? findings.rows() : List.of((Record) result);
    for (Record row : rows) {
      ResultTable table = ResultTable.of(row.getClass());
      RowJson written = Objects.requireNonNull(json.get(table));
      out.collect(new KafkaRow(table.tableName(), written.key(row), written.value(row)));
    }
    if (result instanceof Findings findings && !findings.open()) {
      RowJson nowcast = Objects.requireNonNull(json.get(ResultTable.POST_NOWCAST));
      for (PostEvidence post : findings.evidence()) {
        String key = nowcast.key(PostNowcast.keyOf(post));
        out.collect(new KafkaRow(ResultTable.POST_NOWCAST.tableName(), key, null));
      }
    }
  }
}
