// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Series for tests: daily periods from 2023-05-01, bloggers b00, b01, ..; NaN is missing. */
public final class SeriesOf {
  private static final Instant START = Instant.parse("2023-05-01T00:00:00Z");

  private SeriesOf() {}

  public static SentimentSeries rows(double[][] values) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < values[0].length; i++) {
      names.add(String.format(Locale.ROOT, "b%02d", i));
    }
    SentimentSeries series = SentimentSeries.empty(names);
    for (int t = 0; t < values.length; t++) {
      boolean[] observed = new boolean[values[t].length];
      for (int i = 0; i < observed.length; i++) {
        observed[i] = !Double.isNaN(values[t][i]);
      }
      series = series.observe(day(t), values[t], observed, null);
    }
    return series;
  }

  public static Period day(int t) {
    return new Period(START.plus(Duration.ofDays(t)), START.plus(Duration.ofDays(t + 1)));
  }
}
