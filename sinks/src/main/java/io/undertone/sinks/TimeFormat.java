// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How times are written in text: ISO-8601 with offset in the data set's zone, and bounds of periods
 * as plain dates when periods are whole days.
 *
 * @param zone zone of the data set
 * @param wholeDays true when every period starts and ends at the start of a day in {@code zone}
 */
public record TimeFormat(ZoneId zone, boolean wholeDays) implements Serializable {
  private static final String PATTERN = "0000-00-00T00:00:00+00:00";
  private static final int PLAIN = PATTERN.length();
  private static final int SIGN = PATTERN.indexOf('+');

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
    return TimeMemo.TIMES.text(this, time, TimeFormat::writeTime);
  }

  private String writeTime(Instant time) {
    ZoneOffset offset = zone.getRules().getOffset(time);
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(time.getEpochSecond(), time.getNano(), offset);
    boolean plain =
        time.getNano() == 0
            && local.getYear() >= 0
            && local.getYear() <= 9999
            && offset.getTotalSeconds() % 60 == 0;
    return plain ? plain(local, offset) : TIME.format(local.atOffset(offset));
  }

  /** What the formatter writes, ten times as fast: nearly all times are of this kind. */
  private static String plain(LocalDateTime local, ZoneOffset offset) {
    StringBuilder text = new StringBuilder(25);
    text.append(local.toLocalDate()).append('T');
    two(text, local.getHour()).append(':');
    two(text, local.getMinute()).append(':');
    two(text, local.getSecond());
    int minutes = Math.abs(offset.getTotalSeconds()) / 60;
    text.append(offset.getTotalSeconds() < 0 ? '-' : '+');
    two(text, minutes / 60).append(':');
    return two(text, minutes % 60).toString();
  }

  private static StringBuilder two(StringBuilder text, int number) {
    return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /**
   * Writes a bound of a period, such as {@code 2023-05-01}.
   *
   * @throws IllegalArgumentException when periods are whole days and this is not the start of one
   */
  public String periodBound(Instant bound) {
    return wholeDays ? TimeMemo.DATES.text(this, bound, TimeFormat::writeDate) : time(bound);
  }

  private String writeDate(Instant bound) {
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
    return TimeMemo.PARSED.instant(this, text, TimeFormat::read);
  }

  private Instant read(String text) {
    Instant plain = text.length() == PLAIN ? plain(text) : null;
    if (plain != null) {
      return plain;
    }
    return text.indexOf('T') < 0
        ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  /** Reads {@code 2023-05-01T00:00:00+08:00}; null when it is not of this kind. */
  private static @Nullable Instant plain(String text) {
    for (int i = 0; i < PLAIN; i++) {
      char pattern = PATTERN.charAt(i);
      char c = text.charAt(i);
      if (pattern == '0' ? c < '0' || c > '9' : pattern != c && !(i == SIGN && c == '-')) {
        return null;
      }
    }
    int month = number(text, 5, 2);
    int day = number(text, 8, 2);
    int hour = number(text, 11, 2);
    int minute = number(text, 14, 2);
    int second = number(text, 17, 2);
    int hours = number(text, SIGN + 1, 2);
    int minutes = number(text, SIGN + 4, 2);
    boolean odd = month < 1 || month > 12 || day < 1 || day > 28 || hour > 23 || minute > 59;
    if (odd || second > 59 || hours > 17 || minutes > 59) {
      return null;
    }
    LocalDateTime local = LocalDateTime.of(number(text, 0, 4), month, day, hour, minute, second);
    int east = (hours * 60 + minutes) * 60;
    return Instant.ofEpochSecond(
        local.toEpochSecond(ZoneOffset.UTC) - (text.charAt(SIGN) == '-' ? -east : east));
  }

  private static int number(String text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      number = 10 * number + text.charAt(i) - '0';
    }
    return number;
  }
}
