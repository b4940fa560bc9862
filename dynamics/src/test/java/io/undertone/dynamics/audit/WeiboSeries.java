// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.AudienceTally;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.PostTally;
import io.undertone.dynamics.tally.PostVariance;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** The real data set as a series, or as two halves of its comments. */
public final class WeiboSeries {
  static final Path FILE = Path.of("../replay-data/weibo-2023/scored-comments.csv.gz");
  private static final double S2 = .09;

  private record Line(
      String blogger, String post, OffsetDateTime time, long postLikes, double score, long likes) {}

  private WeiboSeries() {}

  /**
   * @param half 0 or 1 for a random half of the comments, -1 for all
   */
  public static SentimentSeries read(PeriodCalendar calendar, OffsetDateTime from, int half)
      throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    TreeMap<Period, TreeMap<String, TreeMap<String, List<Line>>>> cells = new TreeMap<>();
    TreeSet<String> bloggers = new TreeSet<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        Line line = parse(text.split(",", -1));
        bloggers.add(line.blogger);
        Period period = calendar.periodOf(line.time.toInstant());
        cells.computeIfAbsent(period, p -> new TreeMap<>());
        boolean kept = half < 0 || random.nextInt(2) == half;
        if (kept) {
          cells
              .get(period)
              .computeIfAbsent(line.blogger, b -> new TreeMap<>())
              .computeIfAbsent(line.post, p -> new ArrayList<>())
              .add(line);
        }
      }
    }
    cells.keySet().removeIf(p -> p.start().isBefore(from.toInstant()));
    for (Period p = cells.firstKey(); p.compareTo(cells.lastKey()) < 0; p = calendar.next(p)) {
      cells.computeIfAbsent(p, missing -> new TreeMap<>());
    }
    return series(bloggers, cells);
  }

  private static Line parse(String[] f) {
    return new Line(
        f[0],
        f[1],
        OffsetDateTime.parse(f[2]),
        Long.parseLong(f[3]),
        Double.parseDouble(f[6]),
        f[7].isEmpty() ? 0 : Long.parseLong(f[7]));
  }

  private static SentimentSeries series(
      TreeSet<String> bloggers,
      TreeMap<Period, TreeMap<String, TreeMap<String, List<Line>>>> cells) {
    PostVariance variance = new PostVariance(ScorerPriors.of(S2));
    SentimentSeries series = SentimentSeries.empty(bloggers);
    for (var entry : cells.entrySet()) {
      int n = series.size();
      double[] values = new double[n];
      double[] variances = new double[n];
      boolean[] observed = new boolean[n];
      List<AudienceTally> tallies = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        var posts = entry.getValue().get(series.bloggers().get(i));
        if (posts != null) {
          AudiencePeriod audience =
              AudiencePeriod.of(
                  "huawei",
                  series.bloggers().get(i),
                  entry.getKey(),
                  posts.values().stream().map(c -> summary(entry.getKey(), c)).toList());
          variance.add(i, audience.posts());
          tallies.add(new AudienceTally(audience));
          observed[i] = true;
        }
      }
      int k = 0;
      for (int i = 0; i < n; i++) {
        if (observed[i]) {
          values[i] = tallies.get(k).sentiment();
          variances[i] =
              tallies.get(k++).samplingVariance(variance.tau2(i), variance.scores()::noise);
        }
      }
      series = series.observe(entry.getKey(), values, observed, variances);
    }
    return series;
  }

  private static PostSummary summary(Period period, List<Line> comments) {
    PostTally tally = PostTally.EMPTY;
    for (Line c : comments) {
      tally = tally.plus(c.score, c.likes);
    }
    Line any = comments.get(0);
    return PostSummary.closed(
        "huawei",
        any.blogger,
        any.post,
        period,
        any.time.toInstant(),
        any.postLikes,
        null,
        tally.sentiment(),
        tally.effectiveComments(),
        comments.size());
  }
}
