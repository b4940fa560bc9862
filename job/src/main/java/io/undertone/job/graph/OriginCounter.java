// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import java.util.HashMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * A count of records in all and, for those read from files, for each file: in a metric group {@code
 * origin} of the file's number, which is made when the first record of the file is counted.
 */
public final class OriginCounter {
  /** Name of the metric group's variable. */
  public static final String ORIGIN = "origin";

  private final MetricGroup group;
  private final String title;
  private final Counter all;
  private final Map<Integer, Counter> byOrigin = new HashMap<>();

  OriginCounter(MetricGroup group, Metric metric) {
    this.group = group;
    this.title = metric.title();
    this.all = group.counter(title);
  }

  void inc(int origin) {
    add(origin, 1);
  }

  void dec(int origin) {
    add(origin, -1);
  }

  private void add(int origin, long count) {
    all.inc(count);
    if (origin > 0) {
      byOrigin
          .computeIfAbsent(origin, o -> group.addGroup(ORIGIN, Integer.toString(o)).counter(title))
          .inc(count);
    }
  }
}
