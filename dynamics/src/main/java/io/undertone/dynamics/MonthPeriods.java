// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Spans of whole calendar months, counted from the first day of the origin's month.
 *
 * @param origin a day in the first month of one of the periods
 * @param months length, at least 1
 * @param zone whose calendar counts
 */
public record MonthPeriods(LocalDate origin, long months, ZoneId zone) implements PeriodCalendar {
  public MonthPeriods {
    origin = origin.withDayOfMonth(1);
  }

  @Override
  public Period periodOf(Instant time) {
    LocalDate date = LocalDate.ofInstant(time, zone).withDayOfMonth(1);
    long month = ChronoUnit.MONTHS.between(origin, date);
    LocalDate first = origin.plusMonths(Math.floorDiv(month, months) * months);
    return new Period(
        first.atStartOfDay(zone).toInstant(),
        first.plusMonths(months).atStartOfDay(zone).toInstant());
  }

  @Override
  public boolean wholeDays() {
    return true;
  }

  @Override
  public String name() {
    return "P" + months + "M";
  }
}
