// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times by a pattern, in a zone where they have no offset. A date must be whole and exist. */
final class PatternTime implements TimeFormat {
  private static final long serialVersionUID = 1L;
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final LocalDateTime SAMPLE = LocalDateTime.of(2023, 10, 22, 19, 35, 52);

  /** As Weibo's interface writes them: {@code Sun Oct 22 19:35:52 +0800 2023}. */
  static final PatternTime WEIBO = new PatternTime("EEE MMM dd HH:mm:ss Z yyyy", SHANGHAI);

  private final String pattern;
  private final ZoneId zone;
  private transient @Nullable DateTimeFormatter formatter;

  PatternTime(String pattern, ZoneId zone) {
    this.pattern = pattern;
    this.zone = zone;
    Instant read = parse(sample());
    if (read == null || !read.atZone(zone).toLocalDate().equals(SAMPLE.toLocalDate())) {
      throw new IllegalArgumentException("the pattern does not give a whole date with its year");
    }
  }

  private String sample() {
    return formatter().format(SAMPLE.atZone(zone));
  }

  /** A year of the calendar ({@code u}), not of an era ({@code y}), so that dates can be strict. */
  private DateTimeFormatter formatter() {
    if (formatter == null) {
      formatter =
          DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ENGLISH)
              .withResolverStyle(ResolverStyle.STRICT);
    }
    return formatter;
  }

  @Override
  public @Nullable Instant parse(String text) {
    try {
      TemporalAccessor time =
          formatter().parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
      if (time instanceof ZonedDateTime zoned) {
        return zoned.toInstant();
      }
      LocalDateTime local =
          time instanceof LocalDateTime whole ? whole : LocalDate.from(time).atStartOfDay();
      return local.atZone(zone).toInstant();
    } catch (DateTimeException e) {
      return null;
    }
  }

  @Override
  public String rule() {
    return "a time such as '"
        + sample()
        + "'; a time without its year or relative to now cannot be placed";
  }
}
