// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * How times are written in text: ISO-8601 with offset in the data set's zone, and bounds of periods
 * as plain dates when periods are whole days.
 *
 * @param zone zone of the data set
 * @param wholeDays true when every period starts and ends at the start of a day in {@code zone}
 */
public record TimeFormat(ZoneId zone, boolean wholeDays) implements Serializable {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendOffset("+HH:MM:ss", "+00:00")
          .toFormatter(Locale.ROOT);

  /** Writes an instant, such as {@code 2023-05-01T00:00:00+08:00}. */
  public String time(Instant time) {
    return TIME.format(time.atZone(zone));
  }

  /**
   * Writes a bound of a period, such as {@code 2023-05-01}.
   *
   * @throws IllegalArgumentException when periods are whole days and this is not the start of one
   */
  public String periodBound(Instant bound) {
    if (!wholeDays) {
      return time(bound);
    }
    ZonedDateTime local = bound.atZone(zone);
    LocalDate date = local.toLocalDate();
    if (!date.atStartOfDay(zone).equals(local)) {
      throw new IllegalArgumentException(
          "Periods of whole days start at the start of a day in "
              + zone
              + ", but one starts or ends at "
              + time(bound)
              + ". Write these periods with a TimeFormat whose wholeDays is false.");
    }
    return date.toString();
  }

  /** Reads what {@link #time} or {@link #periodBound} wrote. */
  public Instant parse(String text) {
    return text.indexOf('T') < 0
        ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }
}
