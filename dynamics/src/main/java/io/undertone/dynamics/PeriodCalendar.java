// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * Cuts event time into consecutive, gapless periods: calendar half-months, or spans of equal length
 * counted from an origin, both in a named zone.
 *
 * <p>Immutable and thread-safe. Every instant belongs to exactly one period, and {@code
 * periodOf(p.end())} is the period after p.
 */
public sealed interface PeriodCalendar extends Serializable
    permits HalfMonths, DayPeriods, MonthPeriods, ClockPeriods {

  /** A Monday, so that weeks begin on Mondays unless a data set says otherwise. */
  LocalDate DEFAULT_ORIGIN = LocalDate.of(2001, 1, 1);

  /** The period that holds this instant. */
  Period periodOf(Instant time);

  /** Whether periods start and end at midnight of the zone, so that a date names their ends. */
  boolean wholeDays();

  /** The zone whose midnights and calendar are meant. */
  ZoneId zone();

  /** The period in the words of the option: {@code half-month} or an ISO-8601 duration. */
  String name();

  /** The period that follows. */
  default Period next(Period period) {
    return periodOf(period.end());
  }

  /**
   * Reads {@code half-month}, a date-based ISO-8601 duration in whole days, weeks, months or years
   * (P1D, P2W, P1M), or a time-based one (PT6H).
   *
   * @param period as the user wrote it
   * @param origin start of one of the periods; not used by half-months
   * @param zone whose midnights count
   * @throws IllegalArgumentException if the text is none of these or not longer than zero
   */
  static PeriodCalendar parse(String period, LocalDate origin, ZoneId zone) {
    if (period.equalsIgnoreCase("half-month")) {
      return new HalfMonths(zone);
    }
    try {
      if (period.contains("T") || period.contains("t")) {
        Duration duration = Duration.parse(period);
        check(!duration.isNegative() && !duration.isZero(), period, "it must be longer than zero");
        return new ClockPeriods(origin.atStartOfDay(zone).toInstant(), duration, zone);
      }
      java.time.Period span = java.time.Period.parse(period);
      check(!span.isNegative() && !span.isZero(), period, "it must be longer than zero");
      boolean months = span.toTotalMonths() > 0;
      check(!(months && span.getDays() > 0), period, "months and days cannot be mixed");
      return months
          ? new MonthPeriods(origin, span.toTotalMonths(), zone)
          : new DayPeriods(origin, span.getDays(), zone);
    } catch (DateTimeParseException e) {
      throw invalid(period, "it is not a period", e);
    }
  }

  private static void check(boolean ok, String period, String rule) {
    if (!ok) {
      throw invalid(period, rule, null);
    }
  }

  private static IllegalArgumentException invalid(
      String period, String rule, @org.jspecify.annotations.Nullable Exception cause) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "period is '%s'; %s. Use half-month or an ISO-8601 duration such as P1D, P1W or PT6H.",
            period,
            rule),
        cause);
  }
}
