// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.engine.EngineFindings.EdgeEstimate;
import io.undertone.dynamics.engine.EngineFindings.EngineAlert;
import io.undertone.dynamics.engine.EngineFindings.ForecastPath;
import io.undertone.dynamics.evidence.World;
import io.undertone.dynamics.findings.Alert.AlertKind;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.PrivateOpinion.Support;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeCasesTest {

  @Test
  void beforeTheFirstValueTheAnswerIsThatNothingIsKnown() {
    OnlineEngine engine = new OnlineEngine(1);
    engine.join();
    engine.observe(new double[1], new boolean[1], new double[1]);
    assertThat(engine.periods()).isZero();
    assertThat(engine.forecast(2).means()[1]).containsExactly(.5);
    assertThat(engine.forecast(1).variances()[0]).containsExactly(1 / 12.0);
    assertThat(engine.filteredSentiment(0)).isEqualTo(.5);
    assertThat(engine.influences()).isEmpty();
    assertThat(engine.evidenceOfInfluence()).isZero();
    assertThat(engine.privateView(0).status()).isEqualTo(Support.TOO_FEW_PERIODS);
    assertThat(engine.networkForecast(1).means()[0]).containsExactly(.5);
    assertThat(engine.report(0).sources()).isEmpty();
    assertThat(engine.report(0).ownLower()).isZero();
    assertThat(engine.report(0).ownUpper()).isEqualTo(1);
    assertThatThrownBy(() -> engine.report(1)).hasMessageContaining("has not joined; there are 1");
    assertThatThrownBy(() -> engine.forecast(0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new OnlineEngine(0)).hasMessageContaining("at least one thread");
  }

  @Test
  void aPeriodOfAnotherSizeIsRefused() {
    OnlineEngine engine = new OnlineEngine(1);
    engine.join();
    boolean[] seen = {true};
    double[] r = {.01};
    assertThatThrownBy(() -> engine.observe(new double[2], seen, r))
        .hasMessageContaining("follows 1 bloggers, but the period has 2 values");
  }

  @Test
  void oneBloggerAloneIsForecastFromItsOwnPast() {
    Series series = Simulation.network(3, 80, .03, 2).series();
    OnlineEngine engine = new OnlineEngine(1);
    engine.join();
    for (int t = 0; t < 80; t++) {
      engine.observe(
          new double[] {series.y()[t][0]}, new boolean[] {true}, new double[] {series.r()[t][0]});
      assertThat(engine.forecast(3).means()[2][0]).isBetween(0.0, 1.0);
    }
    assertThat(engine.evidenceOfInfluence()).isZero();
    assertThat(engine.influences()).singleElement().satisfies(e -> assertThat(e.pValue()).isNaN());
    assertThat(engine.privateView(0).status()).isEqualTo(Support.NOT_SUPPORTED);
  }

  @Test
  void twoBloggersStayUndetermined() {
    Series series = Series.of(World.nobodyListens(World.Null.INDEPENDENT, 2, 120, .02, 5));
    OnlineEngine engine = series.run(120);
    assertThat(engine.influences())
        .hasSize(4)
        .allMatch(e -> e.level() == ClaimLevel.UNDETERMINED && Double.isNaN(e.qValue()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-300, 1e-12, 1e-3, 1e6, Double.MAX_VALUE})
  void aConstantSeriesIsForecastAsItselfWhateverItsVariance(double r) {
    double[][] y = new double[60][3];
    for (double[] row : y) {
      Arrays.fill(row, .6);
      row[2] = .3;
    }
    OnlineEngine engine = Series.constantR(y, r).run(60);
    ForecastPath path = engine.forecast(4);
    for (int h = 0; h < 4; h++) {
      assertThat(path.means()[h][0]).isCloseTo(.6, within(r < .25 ? 1e-2 : .2));
      assertThat(path.variances()[h][0]).isPositive().isFinite();
    }
    assertThat(engine.influences()).noneMatch(e -> e.level() == ClaimLevel.CONFIRMED);
    assertThat(engine.influences()).allMatch(e -> Double.isFinite(e.weight()));
  }

  @Test
  void oneUselessValueAmongGoodOnesHardlyMovesAnything() {
    Simulation simulation = Simulation.network(5, 120, .02, 12);
    Series series = simulation.series();
    double[] without = series.run(120).forecast(1).means()[0];
    series.y()[100][2] = 1;
    series.r()[100][2] = 1e9;
    double[] with = series.run(120).forecast(1).means()[0];
    assertThat(with).containsExactly(without, within(.03));
  }

  @Test
  void exactValuesAreFollowedWithoutInstability() {
    Simulation simulation = Simulation.network(6, 200, 1e-9, 21);
    Series exact = Series.constantR(simulation.series().y(), 1e-12);
    OnlineEngine engine = exact.run(200);
    double error = Recovery.offDiagonal(weights(engine), simulation.truth());
    assertThat(error).isLessThan(.05);
    assertThat(Arrays.stream(engine.forecast(5).variances()[4])).allMatch(v -> v > 0 && v < .1);
  }

  @Test
  void aBloggerThatJoinsLateIsAddedWithoutDisturbingTheOthers() {
    Simulation simulation = Simulation.network(6, 160, .02, 33);
    Series series = simulation.series();
    OnlineEngine engine = new OnlineEngine(1);
    for (int i = 0; i < 5; i++) {
      engine.join();
    }
    for (int t = 0; t < 160; t++) {
      if (t == 60) {
        double[] before = engine.forecast(1).means()[0].clone();
        assertThat(engine.join()).isEqualTo(5);
        assertThat(engine.forecast(1).means()[0]).containsExactly(before);
      }
      int n = engine.size();
      engine.observe(
          Arrays.copyOf(series.y()[t], n),
          Arrays.copyOf(series.observed(t), n),
          Arrays.copyOf(series.r()[t], n));
      if (t == 60) {
        assertThat(engine.report(0).sources()).containsExactly(1, 2, 3, 4, 5);
        assertThat(engine.filteredSentiment(5)).isCloseTo(series.y()[60][5], within(.05));
        assertThat(engine.forecast(1).means()[0]).hasSize(6);
      }
    }
    assertThat(engine.influences()).hasSize(36);
  }

  @Test
  void aSilentBloggerShowsItsForecastAndMayComeBack() {
    Series series = Simulation.network(4, 140, .02, 17).series();
    for (int t = 60; t < 110; t++) {
      series.y()[t][3] = Double.NaN;
    }
    OnlineEngine engine = series.newEngine();
    List<EngineAlert> gaps = new ArrayList<>();
    for (int t = 0; t < 140; t++) {
      double forecast = engine.forecast(1).means()[0][3];
      series.feed(engine, t);
      engine.alerts().stream().filter(a -> a.kind() == AlertKind.DATA_GAP).forEach(gaps::add);
      if (t >= 60 && t < 110) {
        assertThat(engine.filteredSentiment(3)).as("period %s", t).isEqualTo(forecast);
      }
      assertThat(engine.influences()).hasSize(16);
    }
    assertThat(gaps).singleElement().satisfies(a -> assertThat(a.blogger()).isEqualTo(3));
  }

  @Test
  void aJumpBeyondTheIntervalIsASurprise() {
    Series series = Simulation.network(4, 100, .02, 19).series();
    series.y()[99][1] -= .4;
    OnlineEngine engine = series.run(100);
    assertThat(engine.alerts())
        .anySatisfy(
            a -> {
              assertThat(a.kind()).isEqualTo(AlertKind.SURPRISE);
              assertThat(a.blogger()).isEqualTo(1);
              assertThat(a.size()).isGreaterThan(4);
              assertThat(a.numbers().value()).isLessThan(a.numbers().lower());
            });
  }

  @Test
  void audiencesThatCannotBeToldApartAgree() {
    double[][] y = new double[60][4];
    java.util.Random random = new java.util.Random(3);
    List<EngineAlert> alerts = new ArrayList<>();
    for (int t = 0; t < 60; t++) {
      for (int i = 0; i < 4; i++) {
        double apart = t < 30 ? .1 * i : 0;
        y[t][i] = .5 + apart + .02 * random.nextGaussian();
      }
    }
    Series series = Series.constantR(y, 4e-4);
    OnlineEngine engine = series.newEngine();
    for (int t = 0; t < 60; t++) {
      series.feed(engine, t);
      int period = t;
      engine.alerts().stream()
          .filter(a -> a.kind() == AlertKind.CONSENSUS)
          .peek(a -> assertThat(period).isGreaterThanOrEqualTo(30))
          .forEach(alerts::add);
    }
    assertThat(alerts).isNotEmpty();
  }

  static double[][] weights(OnlineEngine engine) {
    double[][] weights = new double[engine.size()][engine.size()];
    for (EdgeEstimate edge : engine.influences()) {
      weights[edge.target()][edge.source()] = edge.weight();
    }
    return weights;
  }
}
