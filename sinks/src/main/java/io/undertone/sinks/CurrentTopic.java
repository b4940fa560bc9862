// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import io.undertone.dynamics.audit.RangeTest;
import io.undertone.sinks.TopicSummary.Audience;
import io.undertone.sinks.TopicSummary.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A topic in short, as the writer keeps it: the cost of reading it grows with no history. */
record CurrentTopic(List<Audience> audiences, List<Span> periods, List<RangeTest> averaging) {
  private static final Column START = ResultTable.AUDIENCE_SENTIMENT.column("period_start");

  static CurrentTopic of(ResultReader results, String topic) throws IOException {
    Map<String, String> meta = results.meta();
    List<Audience> audiences = new ArrayList<>();
    results.ofTopic(
        "SELECT blogger, comments, posts, closed_periods FROM current_audience WHERE topic = ? ORDER BY blogger",
        topic,
        (rows, dialect, times) -> {
          String blogger = rows.getString(1);
          String name = meta.getOrDefault(ResultReader.BLOGGER_NAME + blogger, blogger);
          audiences.add(
              new Audience(blogger, name, rows.getLong(2), rows.getLong(3), rows.getInt(4)));
        });
    List<Span> periods = new ArrayList<>();
    int[] compared = new int[2];
    int[] outside = new int[RangeCounts.LONGEST + 1];
    String counts =
        IntStream.rangeClosed(0, RangeCounts.LONGEST)
            .mapToObj(k -> "outside_" + k)
            .collect(Collectors.joining(", "));
    results.ofTopic(
        String.format(
            Locale.ROOT,
            "SELECT period_start, period_end, provisional, compared_0, compared, %s FROM current_period WHERE topic = ? ORDER BY period_start",
            counts),
        topic,
        (rows, dialect, times) -> {
          periods.add(
              new Span(
                  Objects.requireNonNull(dialect.readTime(rows, 1, START, times)),
                  Objects.requireNonNull(dialect.readTime(rows, 2, START, times)),
                  rows.getLong(3) > 0));
          compared[0] += rows.getInt(4);
          compared[1] += rows.getInt(5);
          for (int k = 0; k < outside.length; k++) {
            outside[k] += rows.getInt(6 + k);
          }
        });
    List<RangeTest> averaging =
        IntStream.range(0, outside.length)
            .mapToObj(k -> new RangeTest(k, outside[k], compared[Math.min(k, 1)]))
            .toList();
    return new CurrentTopic(List.copyOf(audiences), List.copyOf(periods), averaging);
  }
}
