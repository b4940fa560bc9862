// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest;

import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: ISO-8601, or a whole number and a unit. */
public final class IsoDuration {
  /** What is allowed, for error messages and reference pages. */
  public static final String RULE = "an ISO-8601 duration or a number with ms, s, min, h, d or w";

  private static final Pattern SHORT = Pattern.compile("(\\d{1,9}) ?(ms|s|min|h|d|w)");

  private IsoDuration() {}

  /**
   * In the spelling of ISO-8601: {@code PT10S} for {@code 10s}, {@code P14D} for {@code 14d}; any
   * other text as it is. There is no {@code m}, which could be minutes or months.
   */
  public static String of(String text) {
    Matcher given = SHORT.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!given.matches()) {
      return text;
    }
    long number = Long.parseLong(given.group(1));
    return switch (given.group(2)) {
      case "w" -> "P" + number + "W";
      case "d" -> "P" + number + "D";
      case "h" -> "PT" + number + "H";
      case "min" -> "PT" + number + "M";
      case "s" -> "PT" + number + "S";
      default -> Duration.ofMillis(number).toString();
    };
  }

  /**
   * Reads P14D as well as PT12H and 12h; days have 24 hours.
   *
   * @throws DateTimeParseException for anything else
   * @throws IllegalArgumentException for months and years
   */
  public static Duration parse(String text) {
    String iso = of(text).toUpperCase(Locale.ROOT);
    if (!iso.startsWith("P") || iso.contains("T")) {
      return Duration.parse(iso);
    }
    Period period = Period.parse(iso);
    if (period.toTotalMonths() != 0) {
      throw new IllegalArgumentException("Months and years differ in length; give days.");
    }
    return Duration.ofDays(period.getDays());
  }
}
