// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import io.undertone.ingest.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times by a pattern, in a zone where they have no offset. A date must be whole and exist. */
final class PatternTime implements SourceTimeFormat {
  private static final long serialVersionUID = 1L;
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final Pattern HOUR = Pattern.compile("[HhKkAN]");
  private static final LocalDateTime SAMPLE = LocalDateTime.of(2023, 10, 22, 19, 35, 52);

  /** As Weibo's interface writes them: {@code Sun Oct 22 19:35:52 +0800 2023}. */
  static final PatternTime WEIBO = new PatternTime("EEE MMM dd HH:mm:ss Z yyyy");

  private final String pattern;
  private transient @Nullable DateTimeFormatter formatter;

  PatternTime(String pattern) {
    this.pattern = pattern;
    LocalDateTime local = back(SHANGHAI);
    if (local == null || !local.toLocalDate().equals(SAMPLE.toLocalDate())) {
      local = back(ZoneOffset.UTC); // short names of zones, such as CST, are of several
    }
    if (local == null || !local.toLocalDate().equals(SAMPLE.toLocalDate())) {
      throw new IllegalArgumentException("the pattern does not give a whole date with its year");
    }
    String letters = pattern.replaceAll("'[^']*'", "");
    boolean hour = HOUR.matcher(letters).find() && local.getHour() != SAMPLE.getHour();
    boolean minute = letters.indexOf('m') >= 0 && local.getMinute() != SAMPLE.getMinute();
    if (hour || minute) {
      throw new IllegalArgumentException(
          "the pattern loses the time of day; hh needs a for AM or PM, HH is the hour from 0 to 23");
    }
  }

  private String sample() {
    return formatter().format(SAMPLE.atZone(SHANGHAI));
  }

  private @Nullable LocalDateTime back(ZoneId zone) {
    Instant read = parse(formatter().format(SAMPLE.atZone(zone)), new TimeContext(zone, null));
    return read == null ? null : LocalDateTime.ofInstant(read, zone);
  }

  /** A year of the calendar ({@code u}), not of an era ({@code y}), so that dates can be strict. */
  private DateTimeFormatter formatter() {
    if (formatter == null) {
      formatter =
          DateTimeFormatter.ofPattern(calendarYear(), Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
    }
    return formatter;
  }

  @Override
  public @Nullable Instant parse(String text, TimeContext context) {
    try {
      TemporalAccessor time =
          formatter().parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      if (time instanceof ZonedDateTime zoned) {
        return zoned.toInstant();
      }
      LocalDateTime local =
          time instanceof LocalDateTime whole ? whole : LocalDate.from(time).atStartOfDay();
      return local.atZone(context.zone()).toInstant();
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  /** The pattern with y as u, but not inside quotes. */
  private String calendarYear() {
    StringBuilder changed = new StringBuilder(pattern);
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      quoted ^= pattern.charAt(i) == '\'';
      if (!quoted && pattern.charAt(i) == 'y') {
        changed.setCharAt(i, 'u');
      }
    }
    return changed.toString();
  }

  @Override
  public Refusal rule() {
    return Refusal.of(Refusal.Kind.RULE_PATTERN, sample());
  }
}
