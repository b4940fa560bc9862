// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.model.SentimentSeries;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last periods, for the models that are refitted from scratch. */
final class History {
  private final int limit;
  private final ArrayDeque<ObservedPeriod> rows = new ArrayDeque<>();

  History(int limit) {
    this.limit = limit;
  }

  void add(ObservedPeriod row) {
    rows.addLast(row);
    if (rows.size() > limit) {
      rows.removeFirst();
    }
  }

  /** The last period; null before the first. */
  @Nullable Period last() {
    ObservedPeriod last = rows.peekLast();
    return last == null ? null : last.period();
  }

  /** The series of these bloggers, in ascending order as every series. */
  SentimentSeries series(List<String> bloggers) {
    SentimentSeries.Builder builder = SentimentSeries.builder();
    bloggers.forEach(builder::blogger);
    for (ObservedPeriod row : rows) {
      builder.period(row.period());
      for (int i = 0; i < bloggers.size(); i++) {
        if (row.has(i)) {
          builder.add(row.period(), bloggers.get(i), row.sentiment()[i], row.variance()[i]);
        }
      }
    }
    return builder.build();
  }

  /** Gives the periods kept to an engine that is to learn them anew; all bloggers have joined. */
  void replay(OnlineEngine engine) {
    int n = engine.size();
    for (ObservedPeriod row : rows) {
      engine.observe(
          Arrays.copyOf(row.sentiment(), n),
          Arrays.copyOf(row.observed(), n),
          Arrays.copyOf(row.variance(), n));
    }
  }

  void write(DataOutputStream out) throws IOException {
    out.writeInt(rows.size());
    for (ObservedPeriod row : rows) {
      out.writeLong(row.period().start().toEpochMilli());
      out.writeLong(row.period().end().toEpochMilli());
      StateBytes.doubles(out, row.sentiment());
      StateBytes.doubles(out, row.variance());
      for (boolean observed : row.observed()) {
        out.writeBoolean(observed);
      }
    }
  }

  void read(DataInputStream in) throws IOException {
    int size = in.readInt();
    for (int t = 0; t < size; t++) {
      Period period =
          new Period(Instant.ofEpochMilli(in.readLong()), Instant.ofEpochMilli(in.readLong()));
      double[] sentiment = StateBytes.doubles(in);
      double[] variance = StateBytes.doubles(in);
      boolean[] observed = new boolean[sentiment.length];
      for (int i = 0; i < observed.length; i++) {
        observed[i] = in.readBoolean();
      }
      rows.addLast(new ObservedPeriod(period, sentiment, variance, observed));
    }
  }
}
