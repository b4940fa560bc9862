// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Random;
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

  @ParameterizedTest
  @CsvSource({
    "PT0S, longer than zero", "P0D, longer than zero", "P-1D, longer than zero",
    "fortnight, not a period", "P1M3D, months and days", "'', not a period",
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
