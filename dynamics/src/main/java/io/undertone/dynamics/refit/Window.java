// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.model.SentimentSeries;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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

  void write(DataOutput out) throws IOException {
    out.writeInt(rows.size());
    for (Row row : rows) {
      StateBytes.period(out, row.period);
      out.writeInt(row.heard.size());
      for (Map.Entry<String, double[]> entry : row.heard.entrySet()) {
        out.writeUTF(entry.getKey());
        StateBytes.doubles(out, entry.getValue());
      }
    }
  }

  void read(DataInput in) throws IOException {
    int size = in.readInt();
    for (int t = 0; t < size; t++) {
      Period period = StateBytes.period(in);
      SortedMap<String, double[]> heard = new TreeMap<>();
      int count = in.readInt();
      for (int k = 0; k < count; k++) {
        heard.put(in.readUTF(), StateBytes.doubles(in));
      }
      rows.addLast(new Row(period, heard));
    }
  }
}
