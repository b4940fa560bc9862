// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.state.Codec;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The last periods, value and sampling variance of everybody heard in them. */
final class Window {
  private record Row(Period period, SortedMap<String, double[]> heard) {}

  private final int limit;
  private final ArrayDeque<Row> rows = new ArrayDeque<>();

  Window(int limit) {
    this.limit = limit;
  }

  void add(Period period, SortedMap<String, double[]> heard) {
    rows.addLast(new Row(period, new TreeMap<>(heard)));
    if (rows.size() > limit) {
      rows.removeFirst();
    }
  }

  /** The series of these bloggers. */
  SentimentSeries series(List<String> bloggers) {
    SentimentSeries.Builder builder = SentimentSeries.builder();
    bloggers.forEach(builder::blogger);
    Set<String> wanted = new HashSet<>(bloggers);
    for (Row row : rows) {
      builder.period(row.period);
      for (Map.Entry<String, double[]> entry : row.heard.entrySet()) {
        if (wanted.contains(entry.getKey())) {
          double[] value = entry.getValue();
          builder.add(row.period, entry.getKey(), value[0], value[1]);
        }
      }
    }
    return builder.build();
  }

  void transfer(Codec codec) {
    int size = codec.value(rows.size());
    if (!codec.reading()) {
      rows.forEach(row -> transfer(codec, row.period, row.heard));
      return;
    }
    for (int t = 0; t < size; t++) {
      SortedMap<String, double[]> heard = new TreeMap<>();
      rows.addLast(new Row(transfer(codec, null, heard), heard));
    }
  }

  private static Period transfer(
      Codec codec, @Nullable Period period, SortedMap<String, double[]> heard) {
    Period saved = Period.transfer(codec, period);
    codec.entries(heard, () -> Codec.NONE, Codec::numbers);
    return saved;
  }
}
