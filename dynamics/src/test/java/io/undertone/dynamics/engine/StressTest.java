// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.engine.EngineFindings.EdgeEstimate;
import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import io.undertone.dynamics.engine.OnlineEngine.EngineState;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds on anybody's series, however odd. */
class StressTest {

  /** Series without any information, or too much. */
  enum Odd {
    CONSTANT,
    ALL_ZERO,
    ALL_ONE,
    ALTERNATING,
    ONE_SPIKE,
    ONE_NEVER_HEARD,
    COPIES
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everythingStaysFiniteAndInRange(int seed) {
    Series series = random(seed);
    try (OnlineEngine engine = series.newEngine()) {
      for (int t = 0; t < series.periods(); t++) {
        series.feed(engine, t);
        assertInRange(engine, t % 10 == 0 ? 6 : 1);
        if (t % 10 == 9) {
          assertReported(engine);
        }
      }
    }
  }

  /** 2 to 6 audiences, 10 to 80 % missing, joins, values at the ends. */
  private static Series random(int seed) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(5);
    double missing = .1 + .7 * random.nextDouble();
    double[][] y = new double[80][n];
    double[][] r = new double[80][n];
    int[] joins = random.ints(n, 0, 40).toArray();
    joins[0] = 0;
    for (int t = 0; t < y.length; t++) {
      for (int i = 0; i < n; i++) {
        double end = random.nextInt(8) == 0 ? random.nextInt(2) : random.nextDouble();
        boolean there = t >= joins[i] && random.nextDouble() > missing;
        y[t][i] = there ? end : Double.NaN;
        r[t][i] = Math.pow(10, -6 * random.nextDouble());
      }
    }
    return new Series(y, r);
  }

  @ParameterizedTest
  @EnumSource(Odd.class)
  void oddSeriesGiveNoClaim(Odd odd) {
    Series series = odd(odd);
    try (OnlineEngine engine = series.newEngine()) {
      for (int t = 0; t < series.periods(); t++) {
        series.feed(engine, t);
        assertInRange(engine, 2);
      }
      assertReported(engine);
      assertThat(engine.influences())
          .noneMatch(e -> e.level() == ClaimLevel.CONFIRMED || e.level() == ClaimLevel.LIKELY);
    }
  }

  private static Series odd(Odd odd) {
    double[][] y = new double[120][4];
    Random random = new Random(1);
    for (int t = 0; t < y.length; t++) {
      double common = .5 + .1 * random.nextGaussian();
      for (int i = 0; i < 4; i++) {
        y[t][i] =
            switch (odd) {
              case CONSTANT -> .4 + .05 * i;
              case ALL_ZERO -> 0;
              case ALL_ONE -> 1;
              case ALTERNATING -> t % 2;
              case ONE_SPIKE -> t == 60 && i == 1 ? 1 : .5;
              case ONE_NEVER_HEARD -> i == 2 ? Double.NaN : .5 + .1 * random.nextGaussian();
              case COPIES -> common;
            };
      }
    }
    return Series.constantR(y, 1e-3);
  }

  private static void assertInRange(OnlineEngine engine, int horizon) {
    ForecastPath path = engine.forecast(horizon);
    for (int h = 0; h < horizon; h++) {
      for (int i = 0; i < engine.size(); i++) {
        assertThat(path.means()[h][i]).isBetween(0.0, 1.0);
        assertThat(path.variances()[h][i]).isPositive().isFinite();
        assertThat(path.half80(h, i)).isPositive().isFinite();
      }
    }
    for (int i = 0; i < engine.size(); i++) {
      assertThat(engine.filteredSentiment(i)).isBetween(0.0, 1.0);
    }
  }

  private static void assertReported(OnlineEngine engine) {
    for (EdgeEstimate edge : engine.influences()) {
      assertThat(edge.weight()).isBetween(0.0, 1.0);
      if (!Double.isNaN(edge.lower())) {
        assertThat(edge.weight()).isBetween(edge.lower(), edge.upper());
        assertThat(edge.lower()).isNotNegative();
        assertThat(edge.upper()).isLessThanOrEqualTo(1);
      }
      assertThat(Double.isNaN(edge.eValue()) || Double.isFinite(edge.eValue())).isTrue();
    }
    for (int i = 0; i < engine.size(); i++) {
      AudienceReport report = engine.report(i);
      assertThat(report.stubbornness())
          .isBetween(report.stubbornnessLower() - 1e-12, report.stubbornnessUpper() + 1e-12);
      assertThat(report.own()).isBetween(report.ownLower(), report.ownUpper());
      assertThat(report.anchor()).isBetween(report.anchorLower(), report.anchorUpper());
      assertThat(report.resilience()).isBetween(0.0, 1.0);
      assertThat(report.privateMean()).isBetween(0.0, 1.0);
      assertThat(report.privateVariance()).isNotNegative().isFinite();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void namesAndOrderOfAudiencesDoNotMatter(int seed) {
    Series series = EngineStateTest.gappy(Simulation.network(5, 60, .03, seed).series());
    int[] order = {3, 0, 4, 1, 2};
    try (OnlineEngine one = series.run(60);
        OnlineEngine other = relabelled(series, order).run(60)) {
      double[] mean = one.forecast(1).means()[0];
      for (int i = 0; i < 5; i++) {
        assertThat(other.forecast(1).means()[0][i]).isCloseTo(mean[order[i]], within(1e-9));
        AudienceReport mine = one.report(order[i]);
        AudienceReport theirs = other.report(i);
        assertThat(theirs.own()).isCloseTo(mine.own(), within(1e-8));
        for (int s = 0; s < 4; s++) {
          int source = order[theirs.sources()[s]];
          int at = Arrays.binarySearch(mine.sources(), source);
          assertThat(theirs.weight(s)).isCloseTo(mine.weight(at), within(1e-8));
        }
      }
    }
  }

  private static Series relabelled(Series series, int[] order) {
    double[][] y = new double[series.periods()][order.length];
    double[][] r = new double[series.periods()][order.length];
    for (int t = 0; t < y.length; t++) {
      for (int i = 0; i < order.length; i++) {
        y[t][i] = series.y()[t][order[i]];
        r[t][i] = series.r()[t][order[i]];
      }
    }
    return new Series(y, r);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, 1e200, -1e200, 2.5, -1.5, 1.001, -1e-9, Double.POSITIVE_INFINITY})
  void impossibleValuesAreRefusedBeforeAnythingChanges(double value) {
    Series series = Simulation.network(3, 20, .03, 5).series();
    try (OnlineEngine engine = series.run(19)) {
      EngineState before = engine.exportState();
      boolean[] all = {true, true, true};
      double[] r = {.01, .01, .01};
      assertThatThrownBy(() -> engine.observe(new double[] {.5, .5, value}, all, r))
          .hasMessageContaining("Blogger 2 is observed with sentiment " + value)
          .hasMessageContaining("must be in [0, 1]");
      double[] y = {.5, .5, .5};
      if (!Double.isNaN(value) && Math.abs(value) > 1) {
        assertThatThrownBy(
                () -> engine.observe(y, new double[] {0, 0, value}, new double[3], all, r))
            .hasMessageContaining("Blogger 2 is observed with a content effect of " + value);
      }
      EngineStateTest.assertSame(engine.exportState(), before);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, 0, -1e-3, Double.POSITIVE_INFINITY})
  void impossibleVariancesAreRefusedBeforeAnythingChanges(double r) {
    Series series = Simulation.network(3, 20, .03, 5).series();
    try (OnlineEngine engine = series.run(19)) {
      EngineState before = engine.exportState();
      assertThatThrownBy(
              () ->
                  engine.observe(
                      new double[] {.5, .5, .5},
                      new boolean[] {true, true, true},
                      new double[] {.01, r, .01}))
          .hasMessageContaining("Blogger 1 is observed with sampling variance " + r);
      EngineStateTest.assertSame(engine.exportState(), before);
    }
  }

  @Test
  void whatIsReturnedCannotChangeTheEngine() {
    Series series = Simulation.network(3, 30, .03, 5).series();
    try (OnlineEngine engine = series.run(30)) {
      EngineState before = engine.exportState();
      double[] mean = engine.forecast(1).means()[0].clone();
      Arrays.fill(engine.forecast(1).means()[0], 7);
      Arrays.fill(engine.forecast(1).variances()[0], 7);
      Arrays.fill(engine.report(0).sources(), 7);
      Arrays.fill(engine.report(0).weights(), 7);
      EngineState handed = engine.exportState();
      handed.rows().forEach(row -> Arrays.fill(row, (byte) 7));
      Arrays.fill(handed.shared(), (byte) 7);
      assertThat(engine.forecast(1).means()[0]).isEqualTo(mean);
      EngineStateTest.assertSame(engine.exportState(), before);
    }
  }

  /** And what is given may change afterwards. */
  @Test
  void theCallersArraysStayTheCallers() {
    try (OnlineEngine one = new OnlineEngine(1);
        OnlineEngine other = new OnlineEngine(1)) {
      one.join();
      other.join();
      double[] y = {.4};
      for (int t = 0; t < 5; t++) {
        y[0] = .4 + .02 * t;
        one.observe(y, new boolean[] {true}, new double[] {.01});
        other.observe(y.clone(), new boolean[] {true}, new double[] {.01});
        y[0] = 0;
      }
      EngineStateTest.assertSame(one.exportState(), other.exportState());
    }
  }
}
