// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/**
 * Spans of equal elapsed time, counted from an origin in both directions.
 *
 * @param origin start of one of the periods
 * @param length at least one millisecond
 * @param zone in which times are shown
 */
public record ClockPeriods(Instant origin, Duration length, ZoneId zone) implements PeriodCalendar {
  public ClockPeriods {
    if (length.toMillis() < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "period is '%s'; it must be at least one millisecond long.", length));
    }
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
