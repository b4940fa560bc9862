// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.Words;
import io.undertone.dynamics.model.SentimentSeries;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The honest verdict on the paper's data: no measurable cross-influence, at any width. */
class WeiboAuditIT {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final OffsetDateTime FROM = OffsetDateTime.parse("2023-05-01T00:00:00+08:00");

  @ParameterizedTest
  @ValueSource(strings = {"half-month", "P7D", "P5D", "P1D"})
  void noEdgeSurvives(String width) throws IOException {
    PeriodCalendar calendar = PeriodCalendar.parse(width, FROM.toLocalDate(), ZONE);
    SentimentSeries series = WeiboSeries.read(calendar, FROM, -1);
    AuditReport report =
        Audit.of(
            series, WeiboSeries.read(calendar, FROM, 0), WeiboSeries.read(calendar, FROM, 1), 1);
    assertThat(report.count(ClaimLevel.CONFIRMED)).isZero();
    assertThat(report.verdict(id -> new Words(id, id)).get(0).en())
        .contains("No measurable cross-influence");
    assertThat(report.verdict(id -> new Words(id, id)))
        .noneMatch(words -> words.en().contains("forecasts better"));
    assertThat(report.forward())
        .filteredOn(row -> row.model().equals("undertone"))
        .allSatisfy(row -> assertThat(row.score().skill()).isGreaterThan(-.03));
  }
}
