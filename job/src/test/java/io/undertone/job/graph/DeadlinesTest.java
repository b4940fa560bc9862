// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyPeriodBeforeTheFirstTakenOneHasExpiredAndNoLaterOne(long seed) {
    Random random = new Random(seed);
    List<String> zones = new ArrayList<>(ZoneId.getAvailableZoneIds());
    zones.sort(null);
    List<String> periods = List.of("half-month", "P1D", "P1W", "P1M", "PT1H", "PT6H", "PT1.5S");
    for (int round = 0; round < 200; round++) {
      ZoneId zone = ZoneId.of(zones.get(random.nextInt(zones.size())));
      String name = periods.get(random.nextInt(periods.size()));
      PeriodCalendar calendar = PeriodCalendar.parse(name, LocalDate.of(2001, 1, 1), zone);
      Duration lateness = Duration.ofMillis(random.nextBoolean() ? 0 : random.nextInt(900_000_000));
      Deadlines deadlines = new Deadlines(calendar, lateness, Duration.ofMinutes(10));
      Period period = deadlines.startingAt(random.nextLong(2_000_000_000_000L));
      long watermark = deadlines.expires(period) + random.nextInt(3) - 1;
      for (int i = 0; i < 5; i++) {
        assertThat(deadlines.expired(period, watermark))
            .as("%s of %s, %s in %s", period, watermark, name, zone)
            .isEqualTo(period.start().toEpochMilli() < deadlines.firstTaken(watermark));
        period = calendar.next(period);
      }
    }
  }
}
