// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.audit.Audit;
import io.undertone.dynamics.audit.AuditReport;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.refit.OnlineRefit.Refitted;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A table of values is refitted as if its posts had been counted. */
class TableRefitTest {
  private static final PeriodCalendar DAYS =
      PeriodCalendar.parse("P1D", LocalDate.of(2024, 1, 1), ZoneOffset.UTC);

  @Test
  void itsEdgesAreThoseOfTheAudit() {
    SentimentSeries table = table(40, 0.002);
    AuditReport audit = Audit.of(table, 1);
    Refitted last = replay(table);

    assertThat(
            last.findings().influences().stream()
                .filter(edge -> edge.model().equals("undertone"))
                .filter(edge -> !edge.source().equals(edge.target()))
                .collect(
                    Collectors.toMap(
                        edge -> edge.source() + ">" + edge.target(), Influence::weight)))
        .isEqualTo(
            audit.edges().stream()
                .collect(
                    Collectors.toMap(
                        edge -> edge.source() + ">" + edge.target(), Influence::weight)));
    assertThat(last.findings().forecasts()).isNotEmpty();
    assertThat(last.findings().evidence()).isEmpty();
  }

  @Test
  void anErrorThatIsNotKnownIsNotMadeUp() {
    Refitted last = replay(table(5, null));
    assertThat(last.findings().audienceSentiments())
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.standardError()).isNull())
        .allSatisfy(row -> assertThat(row.sentiment()).isBetween(0.3, 0.7));
  }

  private static Refitted replay(SentimentSeries table) {
    try (OnlineRefit refit =
        new OnlineRefit(new RefitOptions(DAYS, 0.09, 400, List.of("mean"), 1))) {
      Refitted last = refit.observe("t", table, 0);
      for (int t = 1; t < table.length(); t++) {
        last = refit.observe("t", table, t);
      }
      return last;
    }
  }

  private static SentimentSeries table(
      int periods, @org.jspecify.annotations.Nullable Double variance) {
    Random random = new Random(4);
    SentimentSeries.Builder builder = SentimentSeries.builder();
    Period period =
        DAYS.periodOf(LocalDate.of(2024, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));
    for (int t = 0; t < periods; t++, period = DAYS.next(period)) {
      for (String blogger : List.of("ann", "bob")) {
        builder.add(period, blogger, 0.3 + 0.4 * random.nextDouble(), variance);
      }
    }
    return builder.build();
  }
}
