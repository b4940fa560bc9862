// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.dataset;

import io.undertone.ingest.dataset.Inspection.Inspected;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A period that suits what was inspected: the longest that still gives the models enough of them,
 * or where the comments are few a longer one.
 *
 * @param period {@code half-month} or an ISO-8601 duration
 * @param periodBy whose time decides the period, {@code post} or {@code comment}
 * @param periods how many there are from the first comment to the last
 * @param sentences all of it for people, with what speaks against it
 */
public record PeriodGuess(String period, String periodBy, long periods, List<String> sentences) {
  private static final long ENOUGH = 24;
  private static final long FEW = 8;
  private static final double THIN = 3;
  private static final int MANY_BLOGGERS = 20;
  private static final List<String> PERIODS =
      List.of("half-month", "P7D", "P1D", "PT12H", "PT6H", "PT1H");
  private static final Map<String, Duration> LENGTHS =
      Map.of(
          "half-month", Duration.ofDays(15),
          "P7D", Duration.ofDays(7),
          "P1D", Duration.ofDays(1),
          "PT12H", Duration.ofHours(12),
          "PT6H", Duration.ofHours(6),
          "PT1H", Duration.ofHours(1));

  /** Looks at the comments tried. */
  public static PeriodGuess of(Inspection inspection) {
    return of(inspection.files());
  }

  static PeriodGuess of(List<Inspected> files) {
    List<Instant> times = new ArrayList<>();
    Map<String, Set<String>> posts = new TreeMap<>();
    Map<String, Long> comments = new TreeMap<>();
    for (Inspected file : files) {
      times.addAll(file.times());
      file.postsByBlogger()
          .forEach((b, p) -> posts.computeIfAbsent(b, x -> new HashSet<>()).addAll(p));
      file.commentsByBlogger().forEach((b, n) -> comments.merge(b, n, Long::sum));
    }
    if (times.isEmpty()) {
      return new PeriodGuess("half-month", "post", 0, List.of());
    }
    Collections.sort(times);
    Duration span = Duration.between(times.get(0), times.get(times.size() - 1));
    boolean whole = files.stream().allMatch(Inspected::whole);
    int bloggers = Math.max(1, posts.size());
    String period = longest(span, ENOUGH);
    String longer = longest(span, FEW);
    boolean thin = times.size() < THIN * count(span, period) * bloggers;
    if (whole && thin && count(span, longer) >= FEW) {
      period = longer;
    }
    if (span.toHours() < ENOUGH && count(span, "PT1H") < 4) {
      period = "P1D";
    }
    long all = posts.values().stream().mapToLong(Set::size).sum();
    String periodBy = all < count(span, period) ? "comment" : "post";
    List<String> said = new ArrayList<>();
    long periods = count(span, period);
    said.add(
        String.format(
            Locale.ROOT,
            "The comments tried run from %s to %s: period %s (by %s) gives %s%,d %s, and %,.1f comments"
                + " in each%s%s.",
            times.get(0),
            times.get(times.size() - 1),
            period,
            periodBy,
            whole ? "" : "at least ",
            periods,
            periods == 1 ? "period" : "periods",
            times.size() / (double) periods / bloggers,
            bloggers == 1 ? "" : String.format(Locale.ROOT, " for each of %,d audiences", bloggers),
            whole ? "" : " among the records tried"));
    if (whole && times.size() < THIN * periods * bloggers) {
      said.add("That is few: expect wide bands, and no more than averages over time to hold.");
    }
    return new PeriodGuess(period, periodBy, periods, said);
  }

  private static String longest(Duration span, long periods) {
    return PERIODS.stream()
        .filter(one -> count(span, one) >= periods)
        .findFirst()
        .orElse(PERIODS.get(PERIODS.size() - 1));
  }

  private static long count(Duration span, String period) {
    Duration length = LENGTHS.getOrDefault(period, Duration.ofDays(1));
    return span.toMillis() / length.toMillis() + 1;
  }

  static void warn(List<String> said, Map<String, Set<String>> posts, boolean keyword) {
    long single = posts.values().stream().filter(p -> p.size() == 1).count();
    if (posts.size() >= MANY_BLOGGERS && single * 10 >= posts.size() * 8L) {
      said.add(
          String.format(
              Locale.ROOT,
              "%,d of %,d bloggers have one post only: such audiences carry no dynamics. Take %s as the"
                  + " audience: 'fields: {blogger: %s}' in dataset.yaml, or all of it by 'fields:"
                  + " {blogger: \"\"}' and 'defaults: {blogger: NAME}'.",
              single,
              posts.size(),
              keyword ? "the keyword" : "a keyword, channel or brand",
              keyword ? "source_keyword" : "FIELD"));
    }
  }
}
