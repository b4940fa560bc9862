// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether values are times, and by which pattern where their form alone does not say it. */
public final class TimeGuess {
  private static final TimeContext NOW =
      new TimeContext(ZoneOffset.UTC, Instant.parse("2024-06-15T12:00:00Z"));
  private static final Instant FIRST = Instant.EPOCH;
  private static final int TRIED = 200;

  /** Only one of the two reads every value where a day is above 12. */
  private static final List<String> DAY_FIRST =
      List.of(
          "d/M/yyyy[ H:mm[:ss]]",
          "d.M.yyyy[ H:mm[:ss]]",
          "d-M-yyyy[ H:mm[:ss]]",
          "d/M/yyyy[ h:mm[:ss] a]");

  private static final List<String> MONTH_FIRST =
      List.of(
          "M/d/yyyy[ H:mm[:ss]]",
          "M.d.yyyy[ H:mm[:ss]]",
          "M-d-yyyy[ H:mm[:ss]]",
          "M/d/yyyy[ h:mm[:ss] a]");

  private TimeGuess() {}

  /** The fraction of the values that read as times without a pattern. */
  public static double fraction(List<String> values) {
    return fraction(values, AutoTime.AUTO);
  }

  static double fraction(List<String> values, SourceTimeFormat format) {
    List<String> tried = values.subList(0, Math.min(TRIED, values.size()));
    Instant last = Instant.now().plus(Duration.ofDays(1));
    long read =
        tried.stream()
            .filter(
                value -> {
                  Instant time = value.length() > 64 ? null : format.parse(value.strip(), NOW);
                  return time != null && time.isAfter(FIRST) && time.isBefore(last);
                })
            .count();
    return tried.isEmpty() ? 0 : read / (double) tried.size();
  }

  /** A pattern that reads all values with the day or the month first; null when both or none do. */
  public static @Nullable String pattern(List<String> values) {
    for (int i = 0; i < DAY_FIRST.size(); i++) {
      boolean day = reads(values, DAY_FIRST.get(i));
      boolean month = reads(values, MONTH_FIRST.get(i));
      if (day || month) {
        // dots are written by those who put the day first
        return day && (!month || DAY_FIRST.get(i).startsWith("d."))
            ? DAY_FIRST.get(i)
            : month && !day ? MONTH_FIRST.get(i) : null;
      }
    }
    return null;
  }

  private static boolean reads(List<String> values, String pattern) {
    SourceTimeFormat format = SourceTimeFormat.of(pattern);
    return !values.isEmpty()
        && values.stream().allMatch(v -> v.length() < 64 && format.parse(v.strip(), NOW) != null);
  }
}
