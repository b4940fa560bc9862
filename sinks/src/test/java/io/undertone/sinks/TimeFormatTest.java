// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
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
  void anyTimeIsWrittenAsTheStandardSaysAndReadAgain() {
    DateTimeFormatter standard =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
    List<ZoneId> zones = ZoneId.getAvailableZoneIds().stream().sorted().map(ZoneId::of).toList();
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      ZoneId zone = zones.get(random.nextInt(zones.size()));
      // 1920 on, when offsets had come to be of whole minutes nearly everywhere
      Instant time = Instant.ofEpochSecond(random.nextLong(-1_577_923_200L, 253_402_214_400L));
      TimeFormat times = new TimeFormat(zone, false);
      String text = times.time(time);
      if (zone.getRules().getOffset(time).getTotalSeconds() % 60 == 0) {
        assertThat(text).isEqualTo(standard.format(time.atZone(zone)));
      }
      assertThat(times.parse(text)).as(text).isEqualTo(time);
      Instant finer = time.plusNanos(1 + random.nextInt(999_999_999));
      assertThat(times.parse(times.time(finer))).isEqualTo(finer);
    }
  }

  /** What was written before, for another zone or by another thread, decides nothing. */
  @Test
  void manyFormatsAndThreadsDoNotMeet() {
    List<ZoneId> zones = List.of(ZoneId.of("UTC"), SHANGHAI, ZoneId.of("America/New_York"));
    IntStream.range(0, 60_000)
        .parallel()
        .forEach(
            i -> {
              ZoneId zone = zones.get(i % 3);
              LocalDate day = LocalDate.of(2023, 1, 1).plusDays(i / 7 % 3000);
              Instant time = day.atStartOfDay(zone).toInstant();
              assertThat(new TimeFormat(zone, true).periodBound(time)).isEqualTo(day.toString());
              assertThat(new TimeFormat(zone, true).parse(day.toString())).isEqualTo(time);
              assertThat(new TimeFormat(zone, false).periodBound(time))
                  .startsWith(day + "T00:00:00");
            });
  }

  @Test
  void whatIsNoTimeIsRefused() {
    TimeFormat times = new TimeFormat(SHANGHAI, true);
    for (String text :
        List.of(
            "2023-13-01T00:00:00+08:00",
            "2023-02-30T00:00:00+08:00",
            "2023-02-01T25:00:00+08:00",
            "2023-02-01T00:00:00+19:00",
            "2023-02-01T00:00:00 08:00")) {
      assertThatThrownBy(() -> times.parse(text)).isInstanceOf(DateTimeParseException.class);
    }
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
