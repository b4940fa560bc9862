// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Spans of whole calendar days, counted from an origin in both directions.
 *
 * @param origin first day of one of the periods
 * @param days length, at least 1
 * @param zone whose midnights count; a day of daylight-saving change has 23 or 25 hours
 */
public record DayPeriods(LocalDate origin, int days, ZoneId zone) implements PeriodCalendar {
  @Override
  public Period periodOf(Instant time) {
    long day = ChronoUnit.DAYS.between(origin, LocalDate.ofInstant(time, zone));
    LocalDate first = origin.plusDays(Math.floorDiv(day, days) * (long) days);
    return new Period(
        first.atStartOfDay(zone).toInstant(), first.plusDays(days).atStartOfDay(zone).toInstant());
  }

  @Override
  public boolean wholeDays() {
    return true;
  }

  @Override
  public String name() {
    return "P" + days + "D";
  }
}
