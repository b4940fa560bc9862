// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodCalendarTest {
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final LocalDate ORIGIN = LocalDate.of(2023, 5, 1);

  @ParameterizedTest
  @CsvSource({
    "half-month, 2023-05-15T23:59:59+08:00, 2023-05-01T00:00:00+08:00, 2023-05-16T00:00:00+08:00",
    "half-month, 2023-05-16T00:00:00+08:00, 2023-05-16T00:00:00+08:00, 2023-06-01T00:00:00+08:00",
    "half-month, 2024-02-29T12:00:00+08:00, 2024-02-16T00:00:00+08:00, 2024-03-01T00:00:00+08:00",
    "HALF-MONTH, 2023-12-31T12:00:00+08:00, 2023-12-16T00:00:00+08:00, 2024-01-01T00:00:00+08:00",
    "P5D,  2023-05-06T00:00:00+08:00, 2023-05-06T00:00:00+08:00, 2023-05-11T00:00:00+08:00",
    "P5D,  2023-04-30T23:00:00+08:00, 2023-04-26T00:00:00+08:00, 2023-05-01T00:00:00+08:00",
    "P1W,  2023-05-09T08:00:00+08:00, 2023-05-08T00:00:00+08:00, 2023-05-15T00:00:00+08:00",
    "P1M,  2023-06-30T23:00:00+08:00, 2023-06-01T00:00:00+08:00, 2023-07-01T00:00:00+08:00",
    "PT6H, 2023-05-01T07:00:00+08:00, 2023-05-01T06:00:00+08:00, 2023-05-01T12:00:00+08:00",
    "PT6H, 2023-04-30T23:00:00+08:00, 2023-04-30T18:00:00+08:00, 2023-05-01T00:00:00+08:00",
  })
  void instantFallsIntoItsPeriod(String period, String time, String start, String end) {
    PeriodCalendar calendar = PeriodCalendar.parse(period, ORIGIN, SHANGHAI);
    assertThat(calendar.periodOf(at(time))).isEqualTo(new Period(at(start), at(end)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"half-month", "P1D", "P3D", "P1W", "P1M", "P1Y", "PT1H", "PT90M"})
  void periodsLeaveNoGapAndDoNotOverlap(String name) {
    Random random = new Random(7);
    for (String zone : new String[] {"Asia/Shanghai", "America/New_York", "UTC"}) {
      PeriodCalendar calendar = PeriodCalendar.parse(name, ORIGIN, ZoneId.of(zone));
      for (int i = 0; i < 500; i++) {
        Instant time = Instant.ofEpochSecond(random.nextLong(1_600_000_000L, 1_800_000_000L));
        Period period = calendar.periodOf(time);
        assertThat(time).isBetween(period.start(), period.end().minusNanos(1));
        assertThat(calendar.periodOf(period.start())).isEqualTo(period);
        assertThat(calendar.periodOf(period.end().minusMillis(1))).isEqualTo(period);
        assertThat(calendar.next(period).start()).isEqualTo(period.end());
      }
    }
  }

  /** Also where clocks go back over midnight, or a whole date is left out. */
  @ParameterizedTest
  @ValueSource(strings = {"P1D", "P3D", "half-month", "P1M", "P1Y", "PT7H"})
  void everyInstantHasOnePeriodInEveryZone(String name) {
    Set<ZoneRules> rules = new HashSet<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      ZoneId zone = ZoneId.of(id);
      if (rules.add(zone.getRules())) {
        PeriodCalendar calendar = PeriodCalendar.parse(name, ORIGIN, zone);
        for (Instant transition : transitions(zone.getRules())) {
          for (long seconds : AROUND) {
            assertOnePeriod(calendar, transition.plusSeconds(seconds));
            assertOnePeriod(calendar, transition.plusSeconds(seconds).minusNanos(1));
          }
        }
      }
    }
    assertThat(rules).hasSizeGreaterThan(100);
  }

  private static final long[] AROUND = {-86_400, -3600, -60, 0, 60, 3600, 7200, 86_400};

  private static List<Instant> transitions(ZoneRules rules) {
    List<Instant> instants = new ArrayList<>();
    rules.getTransitions().forEach(t -> instants.add(t.getInstant()));
    ZoneOffsetTransition next = rules.nextTransition(Instant.parse("2026-01-01T00:00:00Z"));
    for (int i = 0; i < 4 && next != null; i++) {
      instants.add(next.getInstant());
      next = rules.nextTransition(next.getInstant());
    }
    return instants;
  }

  private static void assertOnePeriod(PeriodCalendar calendar, Instant time) {
    Period period = calendar.periodOf(time);
    Period next = calendar.next(period);
    boolean holds = !time.isBefore(period.start()) && time.isBefore(period.end());
    boolean whole =
        calendar.periodOf(period.start()).equals(period)
            && calendar.periodOf(period.end().minusNanos(1)).equals(period);
    if (!holds || !whole || !next.start().equals(period.end())) {
      throw new AssertionError(
          time + " in " + calendar + " has " + period + ", which " + next + " follows");
    }
  }

  @Test
  void theOrderOfPeriodsAgreesWithTheirEquality() {
    Instant start = at("2024-01-01T00:00:00Z");
    Period day = new Period(start, start.plusSeconds(86_400));
    Period week = new Period(start, start.plusSeconds(7 * 86_400));
    assertThat(day).isLessThan(week).isNotEqualTo(week).isEqualByComparingTo(day);
    assertThat(new TreeSet<>(List.of(week, day))).containsExactly(day, week);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, longer than zero",
    "P0D, longer than zero",
    "P-1D, longer than zero",
    "fortnight, not a period",
    "P1M3D, months and days",
    "'', not a period",
    "PT0.0005S, whole number of milliseconds",
    "PT9999999999999H, at most a thousand years",
    "P400000D, at most a thousand years",
    "P1001Y, at most a thousand years",
  })
  void unusablePeriodIsRefusedWithTheRuleAndARemedy(String period, String rule) {
    assertThatThrownBy(() -> PeriodCalendar.parse(period, ORIGIN, SHANGHAI))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("period is '" + period + "'")
        .hasMessageContaining(rule)
        .hasMessageContaining("Use half-month or an ISO-8601 duration such as P1D");
  }

  @Test
  void onlyPeriodsOfClockTimeNeedATimeOfDay() {
    assertThat(PeriodCalendar.parse("P1W", ORIGIN, SHANGHAI).wholeDays()).isTrue();
    assertThat(PeriodCalendar.parse("half-month", ORIGIN, SHANGHAI).wholeDays()).isTrue();
    assertThat(PeriodCalendar.parse("PT6H", ORIGIN, SHANGHAI).wholeDays()).isFalse();
  }

  private static Instant at(String offsetTime) {
    return java.time.OffsetDateTime.parse(offsetTime).toInstant();
  }
}
