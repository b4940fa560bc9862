// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TimeFormatTest {
  private static final Instant MAY = Instant.parse("2023-04-30T16:00:00Z");
  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void timesCarryTheOffsetOfTheZone() {
    TimeFormat times = new TimeFormat(SHANGHAI, true);

    assertThat(times.time(MAY)).isEqualTo("2023-05-01T00:00:00+08:00");
    assertThat(times.time(MAY.plusMillis(5))).isEqualTo("2023-05-01T00:00:00.005+08:00");
    assertThat(new TimeFormat(ZoneId.of("UTC"), false).time(MAY))
        .isEqualTo("2023-04-30T16:00:00+00:00");
  }

  @Test
  void boundsOfWholeDaysAreDates() {
    assertThat(new TimeFormat(SHANGHAI, true).periodBound(MAY)).isEqualTo("2023-05-01");
    assertThat(new TimeFormat(SHANGHAI, false).periodBound(MAY))
        .isEqualTo("2023-05-01T00:00:00+08:00");
  }

  @Test
  void whatIsWrittenIsRead() {
    TimeFormat times = new TimeFormat(SHANGHAI, true);

    assertThat(times.parse(times.periodBound(MAY))).isEqualTo(MAY);
    assertThat(times.parse(times.time(MAY.plusNanos(7)))).isEqualTo(MAY.plusNanos(7));
  }

  @Test
  void aDayThatStartsAtOneIsStillADay() {
    TimeFormat times = new TimeFormat(ZoneId.of("America/Sao_Paulo"), true);
    Instant noMidnight = Instant.parse("2018-11-04T03:00:00Z");

    assertThat(times.periodBound(noMidnight)).isEqualTo("2018-11-04");
    assertThat(times.parse("2018-11-04")).isEqualTo(noMidnight);
  }

  @Test
  void aBoundWithinADayIsNoDate() {
    assertThatThrownBy(() -> new TimeFormat(SHANGHAI, true).periodBound(MAY.plusSeconds(60)))
        .hasMessage(
            "Periods of whole days start at the start of a day in Asia/Shanghai, but one starts or"
                + " ends at 2023-05-01T00:01:00+08:00. Write these periods with a TimeFormat whose"
                + " wholeDays is false.");
  }
}
