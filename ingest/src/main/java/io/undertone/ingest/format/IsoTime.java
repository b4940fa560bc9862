// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * ISO-8601 date and time: {@code 2023-02-10T11:16+08:00}, with or without seconds and fractions of
 * a second; the offset is {@code Z}, {@code +08:00}, {@code +0800}, {@code +08} or left out.
 */
final class IsoTime {
  /** As a regular expression, but for months that are shorter than 31 days. */
  static final String PATTERN =
      "(19[7-9]\\d|[2-9]\\d{3})-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])[T ]([01]\\d|2[0-3]):[0-5]\\d"
          + "(:[0-5]\\d(\\.\\d+)?)?(Z|[+-](0\\d|1[0-7])(:?[0-5]\\d)?|[+-]18(:?00)?)";

  private static final int DATE = 10;
  private static final int MAX_OFFSET_SECONDS = 18 * 3600;

  private final String text;
  private final ZoneId zone;
  private int at;

  private IsoTime(String text, ZoneId zone) {
    this.text = text;
    this.zone = zone;
  }

  /**
   * The instant, or null when the text is none.
   *
   * @param zone zone of a time without offset and of a date alone, which means its first moment
   */
  static @Nullable Instant parse(String text, ZoneId zone) {
    if (text.length() < DATE || text.charAt(4) != '-') {
      return null;
    }
    try {
      return new IsoTime(text, zone).instant();
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  private Instant instant() {
    int year = digits(4);
    int month = afterMark('-');
    int day = afterMark('-');
    LocalDate date = LocalDate.of(year, month, day);
    long epochDay = date.toEpochDay();
    if (at == text.length()) {
      return date.atStartOfDay(zone).toInstant();
    }
    char separator = next();
    require(separator == 'T' || separator == ' ');
    int hour = below(24, digits(2));
    int minute = below(60, afterMark(':'));
    int second = 0;
    int nanos = 0;
    if (peek() == ':') {
      second = below(60, afterMark(':'));
      if (peek() == '.') {
        nanos = fraction();
      }
    }
    if (at == text.length()) {
      return date.atTime(hour, minute, second, nanos).atZone(zone).toInstant();
    }
    int offset = offset();
    require(at == text.length());
    return Instant.ofEpochSecond(
        epochDay * 86_400 + hour * 3_600L + minute * 60L + second - offset, nanos);
  }

  private int offset() {
    char sign = next();
    if (sign == 'Z') {
      return 0;
    }
    require(sign == '+' || sign == '-');
    int seconds = digits(2) * 3600;
    if (at < text.length()) {
      if (peek() == ':') {
        at++;
      }
      seconds += below(60, digits(2)) * 60;
    }
    require(seconds <= MAX_OFFSET_SECONDS);
    return sign == '-' ? -seconds : seconds;
  }

  private int fraction() {
    at++;
    int nanos = 0;
    int unit = 1_000_000_000;
    require(isDigit(peek()));
    while (isDigit(peek())) {
      unit /= 10;
      nanos += (text.charAt(at++) - '0') * unit;
    }
    return nanos;
  }

  private int afterMark(char mark) {
    require(next() == mark);
    return digits(2);
  }

  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      char c = next();
      require(isDigit(c));
      value = value * 10 + (c - '0');
    }
    return value;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private char next() {
    require(at < text.length());
    return text.charAt(at++);
  }

  private static int below(int bound, int value) {
    require(value < bound);
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw NO_TIME;
    }
  }

  /** Raised for every malformed time, so it carries no stack trace. */
  private static final DateTimeException NO_TIME =
      new DateTimeException("no ISO-8601 time") {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
          return this;
        }
      };
}
