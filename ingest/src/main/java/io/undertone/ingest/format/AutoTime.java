// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Every way of writing a time that has one meaning only: ISO-8601, seconds to nanoseconds since
 * 1970, what spreadsheets and platforms show, and times relative to the crawl. Where day and month
 * may be taken for each other (05/06/2023) a pattern must say it.
 */
final class AutoTime implements SourceTimeFormat {
  private static final long serialVersionUID = 1L;

  static final AutoTime AUTO = new AutoTime();

  private static final String CLOCK = "[ H:mm[:ss[.SSS][.SS][.S]]]";
  private static final List<DateTimeFormatter> FORMATS =
      formats(
          "u-M-d" + CLOCK,
          "u/M/d" + CLOCK,
          "u.M.d" + CLOCK,
          "u年M月d日" + CLOCK,
          "u年M月d日['  '][' ']H时m分[s秒]",
          "u-M-d H:mm[:ss[.SSS]] [zzz][Z][XXX]",
          "u-M-d'T'H:mm[:ss[.SSS]]['Z'][XXX]",
          "EEE MMM d HH:mm:ss Z u",
          "EEE MMM d HH:mm:ss zzz u",
          "EEE, d MMM u HH:mm[:ss] [Z][zzz]",
          "d MMM u" + CLOCK,
          "d MMMM u" + CLOCK,
          "MMM d, u[, h:mm[:ss] a][ h:mm[:ss] a][ @ h:mma]" + CLOCK,
          "MMMM d, u[, h:mm[:ss] a][ h:mm[:ss] a]" + CLOCK,
          "h:mm a · MMM d, u");
  private static final int BASIC_DATE = 8;
  private static final LocalDateTime DAY_ZERO = LocalDateTime.of(1899, 12, 30, 0, 0);
  private static final double SECONDS_A_DAY = 86_400;

  /** 1990 and 2119: a spreadsheet's days, which as seconds would lie in the first day of 1970. */
  private static final double FIRST_DAY = 32_874;

  private static final double LAST_DAY = 80_000;

  /** Where the last time was found; any other thread's value serves as well. */
  private transient int last;

  private AutoTime() {}

  private static List<DateTimeFormatter> formats(String... patterns) {
    return Arrays.stream(patterns)
        .map(
            pattern ->
                new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern(pattern)
                    .toFormatter(Locale.ENGLISH)
                    .withResolverStyle(ResolverStyle.STRICT))
        .toList();
  }

  @Override
  public @Nullable Instant parse(String text, TimeContext context) {
    Instant iso = IsoTime.parse(text, context.zone());
    if (iso != null) {
      return iso;
    }
    String ascii = StorableText.asciiDigits(text);
    if (!ascii.equals(text)) {
      return parse(ascii, context);
    }
    if (isNumber(text)) {
      return number(text, context);
    }
    Instant shown = formatted(text, context);
    return shown != null ? shown : RelativeTime.parse(text, context);
  }

  private static boolean isNumber(String text) {
    boolean digits = false;
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digits |= c >= '0' && c <= '9';
      dots += c == '.' ? 1 : 0;
      if ((c < '0' || c > '9') && ".eE+".indexOf(c) < 0) {
        return false;
      }
    }
    return digits && dots <= 1;
  }

  /**
   * By its size: a date without signs, days of a spreadsheet since 1899-12-30, or seconds to
   * nanoseconds since 1973.
   */
  private static @Nullable Instant number(String text, TimeContext context) {
    if (text.length() == BASIC_DATE && (text.startsWith("19") || text.startsWith("20"))) {
      try {
        return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE)
            .atStartOfDay(context.zone())
            .toInstant();
      } catch (DateTimeException e) {
        return null;
      }
    }
    double size = Decimals.parse(text);
    if (size >= FIRST_DAY && size < LAST_DAY) {
      return DAY_ZERO
          .plusSeconds(Math.round(size * SECONDS_A_DAY))
          .atZone(context.zone())
          .toInstant();
    }
    if (!(size >= 1e8 && size < 1e19)) {
      return null;
    }
    int scale = size < 1e10 ? 0 : size < 1e13 ? 3 : size < 1e16 ? 6 : 9;
    return SourceTimeFormat.epoch(text, scale);
  }

  private @Nullable Instant formatted(String text, TimeContext context) {
    if (text.length() < BASIC_DATE) {
      return null;
    }
    int first = Math.min(last, FORMATS.size() - 1);
    Instant read = parse(FORMATS.get(first), text, context);
    for (int i = 0; i < FORMATS.size() && read == null; i++) {
      read = i == first ? null : parse(FORMATS.get(i), text, context);
      if (read != null) {
        last = i;
      }
    }
    return read;
  }

  private static @Nullable Instant parse(
      DateTimeFormatter format, String text, TimeContext context) {
    try {
      TemporalAccessor time =
          format.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      if (time instanceof ZonedDateTime zoned) {
        return zoned.toInstant();
      }
      LocalDateTime local =
          time instanceof LocalDateTime whole ? whole : LocalDate.from(time).atTime(LocalTime.MIN);
      if (local.getYear() < 1000) {
        return null;
      }
      return local.atZone(context.zone()).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  @Override
  public Refusal rule() {
    return Refusal.of(Refusal.Kind.RULE_AUTO);
  }

  private Object readResolve() {
    return AUTO;
  }
}
