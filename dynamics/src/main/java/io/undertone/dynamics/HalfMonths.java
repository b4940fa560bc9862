// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The 1st to the 15th, and the 16th to the end of each month: the periods of arXiv:2511.15303.
 *
 * @param zone whose calendar counts
 */
public record HalfMonths(ZoneId zone) implements PeriodCalendar {
  @Override
  public Period periodOf(Instant time) {
    LocalDate date = LocalDate.ofInstant(time, zone);
    LocalDate first = date.withDayOfMonth(date.getDayOfMonth() < 16 ? 1 : 16);
    LocalDate end = first.getDayOfMonth() == 1 ? first.withDayOfMonth(16) : nextMonth(first);
    return new Period(first.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant());
  }

  private static LocalDate nextMonth(LocalDate date) {
    return date.withDayOfMonth(1).plusMonths(1);
  }

  @Override
  public boolean wholeDays() {
    return true;
  }

  @Override
  public String name() {
    return "half-month";
  }
}
