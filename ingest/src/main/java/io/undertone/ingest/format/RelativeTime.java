// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as platforms show them, relative to the moment at which the page was seen: 刚刚, 5分钟前, 昨天
 * 12:30, 05-01, 2 weeks ago. Without that moment none of them can be placed.
 */
final class RelativeTime {
  private static final Pattern AGO =
      Pattern.compile(
          "(\\d{1,4}|an?)\\s*"
              + "(秒钟?|分钟?|小?时|小時|分鐘|天|日|周|星期|个?月|年|sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|years?)"
              + "\\s*(?:前|ago).*");
  private static final Pattern DAY =
      Pattern.compile(
          "(今天|昨天|前天|today|yesterday)\\s*(?:at\\s*)?(?:(\\d{1,2}):(\\d{2})(?::\\d{2})?)?");
  private static final Pattern MONTH_DAY =
      Pattern.compile("(\\d{1,2})(?:-|月)(\\d{1,2})日?\\s*(?:(\\d{1,2}):(\\d{2})(?::\\d{2})?)?");

  private RelativeTime() {}

  /** Whether the text is such a time, whatever moment it is relative to. */
  static boolean isOne(String text) {
    String shown = text.toLowerCase(Locale.ROOT);
    return isNow(shown)
        || AGO.matcher(shown).matches()
        || DAY.matcher(shown).matches()
        || MONTH_DAY.matcher(shown).matches();
  }

  private static boolean isNow(String shown) {
    return shown.equals("刚刚") || shown.equals("just now") || shown.equals("now");
  }

  static @Nullable Instant parse(String text, TimeContext context) {
    Instant crawled = context.crawledAt();
    if (crawled == null || text.length() > 40) {
      return null;
    }
    String shown = text.toLowerCase(Locale.ROOT);
    ZonedDateTime seen = crawled.atZone(context.zone());
    try {
      if (isNow(shown)) {
        return crawled;
      }
      Matcher ago = AGO.matcher(shown);
      if (ago.matches()) {
        return ago(ago, seen).toInstant();
      }
      Matcher day = DAY.matcher(shown);
      if (day.matches()) {
        int back = day.group(1).equals("前天") ? 2 : day.group(1).matches("昨天|yesterday") ? 1 : 0;
        return at(seen.toLocalDate().minusDays(back), day, 2, seen);
      }
      Matcher date = MONTH_DAY.matcher(shown);
      return date.matches() ? monthDay(date, seen) : null;
    } catch (DateTimeException | ArithmeticException e) {
      return null;
    }
  }

  private static ZonedDateTime ago(Matcher ago, ZonedDateTime seen) {
    long count = ago.group(1).startsWith("a") ? 1 : Long.parseLong(ago.group(1));
    String unit = ago.group(2);
    if (unit.startsWith("秒") || unit.startsWith("sec")) {
      return seen.minusSeconds(count);
    }
    if (unit.startsWith("分") || unit.startsWith("min")) {
      return seen.minusMinutes(count);
    }
    if (unit.matches("小?时|小時|h(?:ou)?rs?")) {
      return seen.minusHours(count);
    }
    if (unit.matches("天|日|days?")) {
      return seen.minusDays(count);
    }
    if (unit.matches("周|星期|weeks?")) {
      return seen.minusWeeks(count);
    }
    return unit.matches("个?月|months?") ? seen.minusMonths(count) : seen.minusYears(count);
  }

  /** The last such day up to the crawl. */
  private static Instant monthDay(Matcher date, ZonedDateTime seen) {
    MonthDay day = MonthDay.of(Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)));
    LocalDate inYear = day.atYear(seen.getYear());
    LocalDate last = inYear.isAfter(seen.toLocalDate()) ? day.atYear(seen.getYear() - 1) : inYear;
    return at(last, date, 3, seen);
  }

  private static Instant at(LocalDate day, Matcher clock, int group, ZonedDateTime seen) {
    LocalTime time =
        clock.group(group) == null
            ? LocalTime.MIN
            : LocalTime.of(
                Integer.parseInt(clock.group(group)), Integer.parseInt(clock.group(group + 1)));
    return day.atTime(time).atZone(seen.getZone()).toInstant();
  }
}
