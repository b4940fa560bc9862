// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.replay;

import io.undertone.ingest.format.ParseTally;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** The gauges of one file, in a metric group {@code file} of its name: what its records became. */
public enum ReplayFileMetric {
  /** Records met: the sum of the others up to {@link #PASSED_OVER}. */
  READ(ParseTally::read),
  COMMENTS(ParseTally::comments),
  POSTS(ParseTally::posts),
  /** Comments whose text is a filler or blank. */
  NO_OPINIONS(ParseTally::noOpinions),
  DEAD_LETTERS(ParseTally::deadLetters),
  /** Repeated headers, records without comments, records in lists that are not read. */
  PASSED_OVER(ParseTally::passedOver),
  /** Optional values that could not be read, without which their records count. */
  LOST_VALUES(tally -> tally.lost().values().stream().mapToLong(Long::longValue).sum()),
  /** Votes below zero, which weigh as none. */
  BELOW_ZERO(ParseTally::belowZero);

  /** Name of the metric group's variable. */
  public static final String FILE = "file";

  private final ToLongFunction<ParseTally> value;

  ReplayFileMetric(ToLongFunction<ParseTally> value) {
    this.value = value;
  }

  /** Name in Flink, such as {@code file_comments}. */
  public String key() {
    return "file_" + name().toLowerCase(Locale.ROOT);
  }

  static void register(MetricGroup group, SplitReplay split) {
    MetricGroup file = group.addGroup(FILE, split.name());
    for (ReplayFileMetric metric : values()) {
      file.gauge(metric.key(), (Gauge<Long>) () -> metric.value.applyAsLong(split.tally()));
    }
  }
}
