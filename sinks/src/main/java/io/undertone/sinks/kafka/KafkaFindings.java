// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.kafka;

import io.undertone.dynamics.findings.Findings;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.TimeFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Takes findings apart into rows for Kafka, in their order, keyed by topic. What an issue of a
 * period holds no more of the one before is taken back: its key without a value, so that a
 * compacted topic ends with the rows that a database holds. Scores stay, as there. A provisional
 * issue never replaces a final one.
 *
 * <p>State: the keys of each period that may still be issued again.
 */
public final class KafkaFindings extends KeyedProcessFunction<String, Findings, KafkaRow> {
  private static final long serialVersionUID = 1L;

  private final TimeFormat times;
  private final String run;
  private final Duration lateness;
  private transient KafkaRowJson json;
  private transient MapState<Long, byte[]> issued;

  /**
   * @param run identity that the rows carry
   * @param lateness how long after its end a period may be issued again
   */
  public KafkaFindings(TimeFormat times, String run, Duration lateness) {
    this.times = times;
    this.run = run;
    this.lateness = lateness;
  }

  @Override
  public void open(OpenContext context) {
    json = new KafkaRowJson(times, run);
    issued =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "issued", Types.LONG, PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO));
  }

  @Override
  public void processElement(Findings findings, Context context, Collector<KafkaRow> out)
      throws Exception {
    long end = findings.periodEnd().toEpochMilli();
    IssuedKeys before = IssuedKeys.restore(issued.get(end));
    if (before.closed() && findings.open()) {
      return;
    }
    Set<KafkaRow> keys = new LinkedHashSet<>();
    for (Record row : findings.rows()) {
      KafkaRow written = json.row(row);
      out.collect(written);
      if (ResultTable.of(row.getClass()) != ResultTable.MODEL_SCORE) {
        keys.add(written.withdrawn());
      }
    }
    before.rows().stream().filter(row -> !keys.contains(row)).forEach(out::collect);
    IssuedKeys now = new IssuedKeys(!findings.open() && !keys.isEmpty(), keys);
    if (!now.equals(before)) {
      issued.put(end, now.state());
      context.timerService().registerEventTimeTimer(forgets(end));
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<KafkaRow> out)
      throws Exception {
    for (var periods = issued.iterator(); periods.hasNext(); ) {
      if (forgets(periods.next().getKey()) <= timestamp) {
        periods.remove();
      }
    }
    if (issued.isEmpty()) {
      issued.clear();
    }
  }

  private long forgets(long end) {
    return Instant.ofEpochMilli(end).plus(lateness).toEpochMilli();
  }
}
