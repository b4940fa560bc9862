// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.AdaptiveIntervals;
import io.undertone.dynamics.Period;
import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.PrivateOpinion;
import io.undertone.dynamics.findings.PrivateOpinion.Support;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportedQuantitiesTest {
  private static final double NAN = Double.NaN;

  @Test
  void adaptiveIntervalsWidenAfterAMissAndNarrowSlowly() {
    AdaptiveIntervals intervals = new AdaptiveIntervals();
    intervals.learn(10, 1);
    assertThat(intervals.multiplier(AdaptiveIntervals.Level.EIGHTY))
        .isCloseTo(1.2816 + .05 * .8, within(1e-12));
    assertThat(intervals.multiplier(AdaptiveIntervals.Level.NINETY_FIVE))
        .isCloseTo(1.96 + .1 * .95, within(1e-12));
    intervals.learn(0, 1);
    assertThat(intervals.multiplier(AdaptiveIntervals.Level.NINETY_NINE))
        .isCloseTo(2.576 + .1 * .99 - .1 * .01, within(1e-12));
    for (int k = 0; k < 1000; k++) {
      intervals.learn(0, 1);
    }
    assertThat(intervals.multiplier(AdaptiveIntervals.Level.EIGHTY)).isEqualTo(.2);
  }

  @Test
  void forecastsAreIssuedBeforeThePeriodAndKnowNothingOfIt() {
    Series series = Simulation.network(4, 60, .03, 41).series();
    ForecastPath one;
    ForecastPath three;
    try (OnlineEngine engine = series.run(59)) {
      one = engine.forecast(1);
      three = engine.forecast(3);
    }
    assertThat(three.means()[0]).containsExactly(one.means()[0]);
    assertThat(three.variances()[0]).containsExactly(one.variances()[0]);
    for (int i = 0; i < 4; i++) {
      assertThat(three.variances()[2][i]).isGreaterThan(three.variances()[0][i]);
      assertThat(three.half95(0, i)).isGreaterThan(three.half80(0, i));
    }
  }

  @Test
  void findingsCarryNamesAndLeaveOutWhatIsNotKnown() {
    Series series = Simulation.network(4, 60, .03, 42).series();
    Instant start = Instant.parse("2024-01-01T00:00:00Z");
    Duration week = Duration.ofDays(7);
    Period last = new Period(start, start.plus(week));
    Period next = new Period(last.end(), last.end().plus(week));
    Period later = new Period(next.end(), next.end().plus(week));
    EngineFindings findings = new EngineFindings("phones", List.of("a", "b", "c", "d"), last, 2);
    try (OnlineEngine engine = series.run(60)) {
      List<Influence> edges = findings.influences(engine);
      assertThat(edges).hasSize(16);
      assertThat(edges)
          .allSatisfy(
              e -> {
                assertThat(e.model()).isEqualTo("undertone");
                assertThat(e.asOf()).isEqualTo(last.end());
                assertThat(e.weight()).isBetween(e.lower(), e.upper());
                assertThat(e.pValue() == null).isEqualTo(e.source().equals(e.target()));
                assertThat(e.revision()).isEqualTo(2);
              });
      List<AudienceForecast> ahead = findings.forecasts(engine, List.of(next, later));
      assertThat(ahead).hasSize(8).noneMatch(AudienceForecast::conditional);
      assertThat(ahead.get(4).periodStart()).isEqualTo(later.start());
      List<PrivateOpinion> opinions =
          findings.privateOpinions(engine, new double[] {.5, NAN, .5, .5});
      assertThat(opinions).hasSize(4);
      assertThat(opinions.get(1).expressed()).isNull();
      assertThat(opinions)
          .allMatch(o -> o.status() == Support.SUPPORTED == (o.privateSentiment() != null));
      assertThat(findings.alerts(engine)).hasSameSizeAs(engine.alerts());
    }
  }
}
