// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** The gauges of one reader: set by its task, read by whoever collects metrics. */
final class ReplayProgress {
  private final AtomicLongArray values = new AtomicLongArray(ReplayMetric.values().length);

  void register(MetricGroup group) {
    for (ReplayMetric metric : ReplayMetric.values()) {
      group.gauge(metric.key(), (Gauge<Long>) () -> values.get(metric.ordinal()));
    }
  }

  /** Takes stock of all files. */
  void count(List<SplitReplay> splits) {
    set(ReplayMetric.BYTES_TOTAL, splits.stream().mapToLong(SplitReplay::bytes).sum());
    set(ReplayMetric.BYTES_READ, splits.stream().mapToLong(SplitReplay::bytesRead).sum());
    set(ReplayMetric.RECORDS_TOTAL, splits.stream().mapToLong(SplitReplay::total).sum());
    set(ReplayMetric.RECORDS_EMITTED, splits.stream().mapToLong(SplitReplay::emitted).sum());
    set(
        ReplayMetric.UNKNOWN_FIELDS,
        splits.stream().mapToLong(s -> s.tally().unknownFields()).sum());
  }

  /** One more record. */
  void emitted(long eventTime) {
    int emitted = ReplayMetric.RECORDS_EMITTED.ordinal();
    values.lazySet(emitted, values.get(emitted) + 1);
    set(ReplayMetric.EVENT_TIME, eventTime);
  }

  private void set(ReplayMetric metric, long value) {
    values.lazySet(metric.ordinal(), value);
  }
}
