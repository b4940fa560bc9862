// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evidence;

import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.audit.WeiboSeries;
import io.undertone.dynamics.model.SentimentSeries;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Audiences of other people: six airlines, eight games, seven communities, seven bloggers.
 *
 * @param y values by period and audience, NaN where missing
 * @param r sampling variances
 */
record RealSeries(String name, double[][] y, double[][] r) {

  static List<RealSeries> all() throws IOException {
    List<RealSeries> all = new ArrayList<>();
    for (String name : List.of("airlines-3h", "reddit-days", "steam-weeks")) {
      all.add(read(name));
    }
    for (int days : new int[] {1, 2, 3}) {
      all.add(weibo(days));
    }
    return all;
  }

  private static RealSeries read(String name) throws IOException {
    TreeMap<String, TreeMap<String, double[]>> periods = new TreeMap<>();
    TreeSet<String> audiences = new TreeSet<>();
    try (InputStream in =
            Objects.requireNonNull(
                RealSeries.class.getResourceAsStream("/series/" + name + ".csv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] cells = line.split(",", -1);
        audiences.add(cells[1]);
        periods
            .computeIfAbsent(cells[0], p -> new TreeMap<>())
            .put(
                cells[1],
                new double[] {Double.parseDouble(cells[2]), Double.parseDouble(cells[3])});
      }
    }
    double[][] y = new double[periods.size()][audiences.size()];
    double[][] r = new double[periods.size()][audiences.size()];
    int t = 0;
    for (TreeMap<String, double[]> row : periods.values()) {
      Arrays.fill(y[t], Double.NaN);
      Arrays.fill(r[t], 1);
      int i = 0;
      for (String audience : audiences) {
        double[] cell = row.get(audience);
        if (cell != null) {
          y[t][i] = cell[0];
          r[t][i] = cell[1];
        }
        i++;
      }
      t++;
    }
    return new RealSeries(name, y, r);
  }

  private static RealSeries weibo(int days) throws IOException {
    OffsetDateTime origin = OffsetDateTime.parse("2023-05-01T00:00:00+08:00");
    SentimentSeries series =
        WeiboSeries.read(
            new PeriodCalendar.Clock(origin.toInstant(), Duration.ofDays(days), origin.getOffset()),
            origin,
            -1);
    double[][] y = new double[series.length()][series.size()];
    double[][] r = new double[series.length()][series.size()];
    for (int t = 0; t < y.length; t++) {
      for (int i = 0; i < y[t].length; i++) {
        boolean seen = series.observed(t, i);
        y[t][i] = seen ? series.value(t, i) : Double.NaN;
        r[t][i] = seen ? series.variance(t, i) : 1;
      }
    }
    return new RealSeries("weibo-2023 P" + days + "D", y, r);
  }
}
