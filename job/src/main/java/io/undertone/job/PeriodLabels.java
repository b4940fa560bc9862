// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.job.console.UserError;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Finds out which periods the labels of a table mean: whole numbers count periods; dates are starts
 * of half-months, of months, or of spans as long as the shortest step between two of them.
 */
final class PeriodLabels {
  private static final LocalDate DAY_ZERO = LocalDate.of(2000, 1, 1);

  private PeriodLabels() {}

  /**
   * @param byLabel the period of each label
   * @param all these and the periods between them, in order of time
   * @param calendar goes on where the table ends
   * @param numbered whether the labels count periods, day 0 being 2000-01-01
   */
  record Periods(
      Map<String, Period> byLabel, List<Period> all, PeriodCalendar calendar, boolean numbered) {}

  static Periods parse(Path file, List<String> labels) {
    Map<String, Instant> starts = new HashMap<>();
    if (labels.stream().allMatch(label -> label.matches("-?\\d{1,9}"))) {
      labels.forEach(
          label -> starts.put(label, dayStart(DAY_ZERO.plusDays(Long.parseLong(label)))));
      return periods(labels, starts, PeriodCalendar.parse("P1D", DAY_ZERO, ZoneOffset.UTC), true);
    }
    for (String label : labels) {
      starts.put(label, start(file, label));
    }
    return periods(labels, starts, calendar(new TreeSet<>(starts.values())), false);
  }

  private static Periods periods(
      List<String> labels, Map<String, Instant> starts, PeriodCalendar calendar, boolean numbered) {
    Map<String, Period> periods = new HashMap<>();
    for (String label : labels) {
      periods.put(label, calendar.periodOf(java.util.Objects.requireNonNull(starts.get(label))));
    }
    return new Periods(
        periods, withGaps(new TreeSet<>(periods.values()), calendar), calendar, numbered);
  }

  private static List<Period> withGaps(TreeSet<Period> given, PeriodCalendar calendar) {
    List<Period> all = new ArrayList<>();
    Period period = given.first();
    while (period.compareTo(given.last()) < 0) {
      all.add(period);
      period = calendar.next(period);
    }
    all.add(given.last());
    return all;
  }

  private static Instant start(Path file, String label) {
    for (Function<String, Instant> reader : READERS) {
      try {
        return reader.apply(label);
      } catch (DateTimeException e) {
        // the next reader may know it
        continue;
      }
    }
    throw UserError.failed(
        String.format(
                Locale.ROOT,
                "%s: period is '%s'; use whole numbers, dates such as 2023-05-16, or ISO-8601 times with",
                file,
                label)
            + " offset.");
  }

  private static final List<Function<String, Instant>> READERS =
      List.of(
          label -> dayStart(LocalDate.parse(label)),
          label -> OffsetDateTime.parse(label).toInstant(),
          Instant::parse);

  private static Instant dayStart(LocalDate date) {
    return date.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static PeriodCalendar calendar(TreeSet<Instant> starts) {
    boolean wholeDays = starts.stream().allMatch(s -> s.truncatedTo(ChronoUnit.DAYS).equals(s));
    if (wholeDays && allDays(starts, 1, 16)) {
      boolean months = allDays(starts, 1, 1);
      return PeriodCalendar.parse(months ? "P1M" : "half-month", DAY_ZERO, ZoneOffset.UTC);
    }
    long step = shortestStep(starts);
    LocalDate first = LocalDate.ofInstant(starts.first(), ZoneOffset.UTC);
    if (wholeDays) {
      return PeriodCalendar.parse("P" + step / 86_400 + "D", first, ZoneOffset.UTC);
    }
    return new PeriodCalendar.Clock(
        starts.first(), java.time.Duration.ofSeconds(step), ZoneOffset.UTC);
  }

  private static boolean allDays(TreeSet<Instant> starts, int one, int other) {
    return starts.stream()
        .map(s -> LocalDate.ofInstant(s, ZoneOffset.UTC).getDayOfMonth())
        .allMatch(day -> day == one || day == other);
  }

  private static long shortestStep(TreeSet<Instant> starts) {
    long step = Long.MAX_VALUE;
    Instant last = null;
    for (Instant start : starts) {
      if (last != null) {
        step = Math.min(step, ChronoUnit.SECONDS.between(last, start));
      }
      last = start;
    }
    return step == Long.MAX_VALUE ? 86_400 : Math.max(1, step);
  }
}
