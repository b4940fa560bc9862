// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts event time into consecutive, gapless periods: calendar half-months, or spans of equal length
 * counted from an origin, both in a named zone.
 *
 * <p>Immutable and thread-safe. Every instant belongs to exactly one period, and {@code
 * periodOf(p.end())} is the period after p, in every zone: where clocks go back over midnight a
 * date begins with its first midnight, and a date that a zone left out has no period of its own.
 */
public sealed interface PeriodCalendar extends Serializable {

  /** A Monday, so that weeks begin on Mondays unless a data set says otherwise. */
  LocalDate DEFAULT_ORIGIN = LocalDate.of(2001, 1, 1);

  /** A thousand years. */
  int MOST_DAYS = 366_000;

  /** A thousand years. */
  int MOST_MONTHS = 12_000;

  /**
   * The period that holds this instant.
   *
   * @throws java.time.DateTimeException some 999 million years away, where dates end
   */
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

  /** Periods that begin and end with a date. */
  sealed interface ByDate extends PeriodCalendar {
    /** The first day of the span that holds a day. */
    LocalDate first(LocalDate day);

    /** The first day of the span after the one that begins on a day. */
    LocalDate after(LocalDate first);

    @Override
    default Period periodOf(Instant time) {
      LocalDate first = first(LocalDate.ofInstant(time, zone()));
      Instant start = midnight(first);
      Instant end = midnight(after(first));
      // a clock that went back over midnight shows the date before once more
      while (!time.isBefore(end)) {
        first = after(first);
        start = end;
        end = midnight(after(first));
      }
      return new Period(start, end);
    }

    private Instant midnight(LocalDate day) {
      return day.atStartOfDay(zone()).toInstant();
    }

    @Override
    default boolean wholeDays() {
      return true;
    }
  }

  /**
   * The 1st to the 15th, and the 16th to the end of each month: the periods of arXiv:2511.15303.
   *
   * @param zone whose calendar counts
   */
  record HalfMonths(ZoneId zone) implements ByDate {
    private static final int SECOND_HALF = 16;

    @Override
    public LocalDate first(LocalDate day) {
      return day.withDayOfMonth(day.getDayOfMonth() < SECOND_HALF ? 1 : SECOND_HALF);
    }

    @Override
    public LocalDate after(LocalDate first) {
      return first.getDayOfMonth() == 1
          ? first.withDayOfMonth(SECOND_HALF)
          : first.withDayOfMonth(1).plusMonths(1);
    }

    @Override
    public String name() {
      return "half-month";
    }
  }

  /**
   * Spans of whole days or whole calendar months, counted from an origin in both directions.
   *
   * @param origin first day of one of the periods; months count from the first of its month
   * @param step days or months, longer than zero, not both
   * @param zone whose calendar counts; a day of daylight-saving change has 23 or 25 hours
   */
  record Dates(LocalDate origin, java.time.Period step, ZoneId zone) implements ByDate {
    public Dates {
      check(!step.isNegative() && !step.isZero(), step, "it must be longer than zero");
      boolean months = step.toTotalMonths() > 0;
      check(!months || step.getDays() == 0, step, "months and days cannot be mixed");
      boolean bounded = step.getDays() <= MOST_DAYS && step.toTotalMonths() <= MOST_MONTHS;
      check(bounded, step, "it must be at most a thousand years");
      origin = months ? origin.withDayOfMonth(1) : origin;
    }

    private ChronoUnit unit() {
      return step.getDays() > 0 ? ChronoUnit.DAYS : ChronoUnit.MONTHS;
    }

    private long steps() {
      return step.getDays() + step.toTotalMonths();
    }

    @Override
    public LocalDate first(LocalDate day) {
      LocalDate unit = step.getDays() > 0 ? day : day.withDayOfMonth(1);
      long index = Math.floorDiv(unit().between(origin, unit), steps());
      return origin.plus(index * steps(), unit());
    }

    @Override
    public LocalDate after(LocalDate first) {
      return first.plus(steps(), unit());
    }

    @Override
    public String name() {
      return "P" + steps() + (step.getDays() > 0 ? "D" : "M");
    }
  }

  /**
   * Spans of equal elapsed time, counted from an origin in both directions.
   *
   * @param origin start of one of the periods; whole milliseconds count
   * @param length whole milliseconds, at least one
   * @param zone in which times are shown
   */
  record Clock(Instant origin, Duration length, ZoneId zone) implements PeriodCalendar {
    public Clock {
      check(!length.isNegative() && !length.isZero(), length, "it must be longer than zero");
      check(length.toDays() <= MOST_DAYS, length, "it must be at most a thousand years");
      boolean whole = length.equals(Duration.ofMillis(length.toMillis()));
      check(whole, length, "it must be a whole number of milliseconds");
      origin = origin.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public Period periodOf(Instant time) {
      long millis = length.toMillis();
      long index = Math.floorDiv(time.toEpochMilli() - origin.toEpochMilli(), millis);
      Instant start = origin.plusMillis(index * millis);
      return new Period(start, start.plusMillis(millis));
    }

    @Override
    public boolean wholeDays() {
      return false;
    }

    @Override
    public String name() {
      return length.toString();
    }
  }

  /**
   * Reads {@code half-month}, a date-based ISO-8601 duration in whole days, weeks, months or years
   * (P1D, P2W, P1M), or a time-based one (PT6H).
   *
   * @param period as the user wrote it
   * @param origin start of one of the periods; not used by half-months
   * @param zone whose midnights count
   * @throws IllegalArgumentException if the text is none of these, not longer than zero, longer
   *     than a thousand years, or not a whole number of milliseconds
   */
  static PeriodCalendar parse(String period, LocalDate origin, ZoneId zone) {
    if (period.equalsIgnoreCase("half-month")) {
      return new HalfMonths(zone);
    }
    try {
      return period.toUpperCase(Locale.ROOT).contains("T")
          ? new Clock(origin.atStartOfDay(zone).toInstant(), Duration.parse(period), zone)
          : new Dates(origin, java.time.Period.parse(period), zone);
    } catch (DateTimeParseException e) {
      throw invalid(period, "it is not a period", e);
    }
  }

  private static void check(boolean ok, Object period, String rule) {
    if (!ok) {
      throw invalid(period, rule, null);
    }
  }

  private static IllegalArgumentException invalid(
      Object period, String rule, @Nullable Exception cause) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "period is '%s'; %s. Use half-month or an ISO-8601 duration such as P1D, P1W or PT6H.",
            period,
            rule),
        cause);
  }
}
