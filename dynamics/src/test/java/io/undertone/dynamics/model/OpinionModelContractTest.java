// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.FitOutcome.NotIdentified;
import io.undertone.dynamics.model.FitOutcome.TooFewPeriods;
import io.undertone.dynamics.solve.Rows;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every model must do, run against each of them. */
class OpinionModelContractTest {
  private static final double[][] W = {
    {.5, .3, .1, 0}, {.1, .4, .3, .1}, {0, .1, .6, .2}, {.3, 0, .1, .5}
  };
  private static final double[] ANCHOR = {.3, .5, .7, .6};
  private static final double[][] VALUES = simulated(60, 7);

  /** They average over many maps, so that none of them is simulated and nothing is traded. */
  private static final Set<String> AVERAGED = Set.of("undertone", DelayedExpressedPrivate.NAME);

  static Stream<OpinionModel> models() {
    return Models.NAMES.stream().map(Models::byName);
  }

  /** The models of the literature: least squares with a linear map. */
  static Stream<OpinionModel> networks() {
    return models()
        .filter(m -> !Models.BASELINES.contains(m.name()))
        .filter(m -> !AVERAGED.contains(m.name()));
  }

  private static double[][] simulated(int periods, long seed) {
    Random random = new Random(seed);
    double[][] x = new double[periods][4];
    x[0] = new double[] {.2, .4, .8, .6};
    for (int t = 1; t < periods; t++) {
      for (int i = 0; i < 4; i++) {
        x[t][i] = .1 * ANCHOR[i] + Rows.dot(W[i], x[t - 1]) + .04 * random.nextGaussian();
      }
    }
    return x;
  }

  private static Fitted fitted(OpinionModel model, SentimentSeries series) {
    FitOutcome outcome = model.fit(series);
    assertThat(outcome).as(outcome.explain()).isInstanceOf(Fitted.class);
    return (Fitted) outcome;
  }

  @ParameterizedTest
  @MethodSource("models")
  void weightsLieOnTheSimplex(OpinionModel model) {
    Fitted fit = fitted(model, SeriesOf.rows(VALUES));
    for (double[] row : fit.weights()) {
      if (row != null) {
        assertThat(Rows.sum(row)).isCloseTo(1, within(1e-9));
        assertThat(Arrays.stream(row).min().orElseThrow()).isGreaterThanOrEqualTo(0);
      }
    }
    for (double[] row : fit.influence()) {
      assertThat(Rows.sum(row)).isLessThanOrEqualTo(1 + 1e-9);
      assertThat(Arrays.stream(row).min().orElseThrow()).isGreaterThanOrEqualTo(0);
    }
    assertThat(fit.kktResidual()).isLessThan(1e-9);
    assertThat(fit.objective()).isFinite();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void consensusOfOpinionsAndAnchorsIsAFixedPoint(OpinionModel model) {
    Fitted fit = fitted(model, SeriesOf.rows(VALUES));
    LinearDynamics map = (LinearDynamics) fit.dynamics();
    for (int i = 0; i < 4; i++) {
      double sum = Rows.sum(map.map()[i]);
      assertThat(sum).isLessThanOrEqualTo(1 + 1e-9);
      boolean anchored = fit.parameters().containsKey("anchor");
      Double anchor = anchored ? fit.parameter("anchor", i) : null;
      double drift = fit.parameters().containsKey("intercept") ? intercept(fit, i) : 0;
      double pull = anchor == null ? drift : (1 - sum) * anchor;
      assertThat(map.constant()[i]).isCloseTo(pull, within(1e-9));
      if (anchor == null) {
        assertThat(sum).isCloseTo(1, within(1e-8));
      }
    }
  }

  private static double intercept(Fitted fit, int i) {
    Double intercept = fit.parameter("intercept", i);
    assertThat(intercept).isNotNull();
    return intercept;
  }

  @ParameterizedTest
  @MethodSource("models")
  void relabelledBloggersGetTheRelabelledResult(OpinionModel model) {
    Fitted fit = fitted(model, SeriesOf.rows(VALUES));
    double[][] reversed = new double[VALUES.length][4];
    for (int t = 0; t < VALUES.length; t++) {
      for (int i = 0; i < 4; i++) {
        reversed[t][i] = VALUES[t][3 - i];
      }
    }
    Fitted mirror = fitted(model, SeriesOf.rows(reversed));
    assertThat(mirror.objective()).isCloseTo(fit.objective(), within(1e-9));
    for (int i = 0; i < 4; i++) {
      assertThat(mirror.forecast().mean()[3 - i]).isCloseTo(fit.forecast().mean()[i], within(1e-6));
      for (int j = 0; j < fit.influence().length; j++) {
        assertThat(mirror.influence()[3 - i][3 - j]).isCloseTo(fit.influence()[i][j], within(1e-5));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void sameSeriesSameFitAndSameSeedSamePath(OpinionModel model) {
    Fitted fit = fitted(model, SeriesOf.rows(VALUES));
    Fitted again = fitted(model, SeriesOf.rows(VALUES));
    assertThat(again.objective()).isEqualTo(fit.objective());
    assertThat(again.forecast().mean()).isEqualTo(fit.forecast().mean());
    assertThat(Simulation.of(fit, 9, 5).length).isEqualTo(9);
    assertThat(Simulation.of(again, 9, 5)).isDeepEqualTo(Simulation.of(fit, 9, 5));
    assertThat(Simulation.of(fit, 9, 6)[8]).isNotEqualTo(Simulation.of(fit, 9, 5)[8]);
  }

  @ParameterizedTest
  @MethodSource("models")
  void simulatedPathsScatterAroundTheForecast(OpinionModel model) {
    assumeTrue(
        !AVERAGED.contains(model.name()),
        "the engine's forecasts average several maps, its simulation iterates one");
    Fitted fit = fitted(model, SeriesOf.rows(VALUES));
    StepForecast third = model.forecast(fit, 3).get(2);
    int runs = 4000;
    double sum = 0;
    double squares = 0;
    for (int seed = 0; seed < runs; seed++) {
      double e = Simulation.of(fit, 3, seed)[2][1] - third.mean()[1];
      sum += e;
      squares += e * e;
    }
    double sd = Math.sqrt(third.variance()[1]);
    assertThat(sum / runs).isCloseTo(0, within(5 * sd / Math.sqrt(runs)));
    assertThat(squares / runs / third.variance()[1])
        .isCloseTo(1, within(5 * Math.sqrt(2.0 / runs)));
  }

  @ParameterizedTest
  @MethodSource("models")
  void intervalsWidenWithLevelAndHorizon(OpinionModel model) {
    Fitted fit = fitted(model, SeriesOf.rows(VALUES));
    List<StepForecast> path = model.forecast(fit, 5);
    assertThat(path.get(0).mean()).isEqualTo(fit.forecast().mean());
    for (int i = 0; i < 4; i++) {
      assertThat(path.get(0).variance()[i]).isPositive();
      assertThat(path.get(4).variance()[i]).isGreaterThanOrEqualTo(path.get(0).variance()[i]);
      assertThat(path.get(0).lower(i, .95)).isLessThan(path.get(0).lower(i, .8));
      assertThat(path.get(0).upper(i, .95)).isGreaterThan(path.get(0).upper(i, .8));
    }
    assertThatThrownBy(() -> model.forecast(fit, 0)).hasMessageContaining("at least 1");
  }

  @ParameterizedTest
  @MethodSource("models")
  void fitSurvivesSerialisation(OpinionModel model) throws Exception {
    Fitted fit = fitted(model, SeriesOf.rows(VALUES));
    Fitted copy = (Fitted) roundTrip(fit);
    assertThat(copy.forecast().mean()).isEqualTo(fit.forecast().mean());
    assertThat(copy.parameters()).isEqualTo(fit.parameters());
    assertThat(Simulation.of(copy, 4, 1)).isDeepEqualTo(Simulation.of(fit, 4, 1));
    SentimentSeries series = (SentimentSeries) roundTrip(SeriesOf.rows(VALUES));
    assertThat(fitted(model, series).objective()).isEqualTo(fit.objective());
  }

  private static Object roundTrip(Object object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void missingPeriodsAreLeftOutAndTheForecastStaysAvailable(OpinionModel model) {
    double[][] gaps = new double[VALUES.length][];
    Random random = new Random(11);
    for (int t = 0; t < gaps.length; t++) {
      gaps[t] = VALUES[t].clone();
      if (random.nextDouble() < .2) {
        gaps[t][random.nextInt(4)] = Double.NaN;
      }
    }
    gaps[59][2] = Double.NaN;
    Fitted fit = fitted(model, SeriesOf.rows(gaps));
    assertThat(fit.statistics().pairs()).isLessThan(59 * 4);
    assertThat(fit.forecast().available()).containsOnly(true);
    for (int i = 0; i < 4; i++) {
      assertThat(fit.forecast().mean()[i]).isBetween(.1, .9);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void valueThatIsMarkedMissingIsNeverRead(OpinionModel model) {
    double[] objective = new double[2];
    for (int k = 0; k < 2; k++) {
      SentimentSeries series = SentimentSeries.empty(List.of("a", "b", "c", "d"));
      for (int t = 0; t < 40; t++) {
        double[] row = VALUES[t].clone();
        boolean[] observed = {true, true, true, true};
        if (t % 9 == 4) {
          observed[1] = false;
          row[1] = k == 0 ? 1e6 : Double.NaN;
        }
        series = series.observe(SeriesOf.day(t), row, observed, null);
      }
      objective[k] = fitted(model, series).objective();
    }
    assertThat(objective[0]).isEqualTo(objective[1]).isLessThan(10);
  }

  @ParameterizedTest
  @MethodSource("models")
  void tooFewPeriodsIsAnAnswer(OpinionModel model) {
    TooFewPeriods none = (TooFewPeriods) model.fit(SentimentSeries.empty(List.of("a", "b")));
    assertThat(none.have()).isZero();
    assertThat(none.need()).isPositive();
    assertThat(none.explain()).contains(model.name()).contains("there are 0");
  }

  @ParameterizedTest
  @MethodSource("networks")
  void twinsThatDriveATargetAreNotIdentifiedAndNamed(OpinionModel model) {
    double[][] twins = new double[60][4];
    Random random = new Random(3);
    for (int t = 0; t < 60; t++) {
      double driver = .5 + .2 * random.nextGaussian();
      twins[t] =
          new double[] {
            driver,
            driver,
            t == 0 ? .5 : twins[t - 1][0] + .01 * random.nextGaussian(),
            .5 + .1 * random.nextGaussian()
          };
    }
    FitOutcome outcome = model.fit(SeriesOf.rows(twins));
    if (outcome instanceof Fitted fit) {
      assertThat(fit.leftOut())
          .anySatisfy(
              out -> {
                assertThat(out.blogger()).isEqualTo("b02");
                assertThat(FitReason.words(out.reasons()).en())
                    .contains("not identified", "b00", "b01");
              });
      assertThat(fit.forecast().available()[2]).isFalse();
    } else {
      assertThat(((NotIdentified) outcome).directions())
          .anySatisfy(
              d -> {
                assertThat(d.blogger()).isEqualTo("b02");
                assertThat(d.sources()).anyMatch(s -> s.blogger().equals("b00"));
                assertThat(d.sources()).anyMatch(s -> s.blogger().equals("b01"));
              });
    }
    assertThat(outcome.explain()).contains("b02");
  }

  @ParameterizedTest
  @MethodSource("networks")
  void longSimulationOfAFitGivesItsWeightsBack(OpinionModel model) {
    Fitted fit = fitted(model, SeriesOf.rows(VALUES));
    assumeTrue(
        !fit.parameters().containsKey("private"),
        "equation-error least squares is not consistent where opinions are hidden");
    double[][] longer = Arrays.copyOf(VALUES, 4060);
    System.arraycopy(Simulation.of(fit, 4000, 1), 0, longer, 60, 4000);
    Fitted again = fitted(model, SeriesOf.rows(longer));
    for (int i = 0; i < 4; i++) {
      assertThat(again.influence()[i]).containsExactly(fit.influence()[i], within(.07));
    }
  }
}
