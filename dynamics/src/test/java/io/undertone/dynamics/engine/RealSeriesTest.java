// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static io.undertone.dynamics.Reference.matrix;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine on the seven audiences, against reference forecasts and weights. */
class RealSeriesTest {
  private static final double TOLERANCE = 1e-8;

  @ParameterizedTest(name = "{0} days")
  @CsvSource({"1, .119103338", "3, .107326324", "7, .091025562", "15, .076582669"})
  void periodsOfAnyWidthAreForecastAsInTheReference(String width, double expected) {
    JsonNode reference = Reference.read("real_bins").get("widths_days").get(width);
    Series series = Series.read(reference);
    double[][] forecast = matrix(reference.get("engine_forecast"));
    double[][] variance = matrix(reference.get("engine_var"));
    double squares = 0;
    int n = 0;
    try (OnlineEngine engine = series.newEngine()) {
      for (int t = 0; t < series.periods(); t++) {
        series.feed(engine, t);
        for (int i = 0; i < series.bloggers(); i++) {
          NetworkRow row = engine.copies().primary.row(i);
          assertThat(row.retrospectiveMean).isCloseTo(forecast[t][i], within(TOLERANCE));
          if (series.observed(t)[i]) {
            assertThat(row.retrospectiveVariance).isCloseTo(variance[t][i], within(TOLERANCE));
            squares += t == 0 ? 0 : Math.pow(series.y()[t][i] - row.retrospectiveMean, 2);
            n += t == 0 ? 0 : 1;
          }
        }
      }
      assertThat(Math.sqrt(squares / n)).isCloseTo(expected, within(1e-6));
      assertWeights(engine, matrix(reference.get("W")));
    }
  }

  @Test
  void thePapersHalfMonthsAreForecastAsInTheReference() {
    JsonNode reference = Reference.read("paper_rolling");
    Series series = Series.constantR(matrix(reference.get("X")), reference.get("R").doubleValue());
    double[][] forecast = matrix(reference.get("forecast"));
    double[][] variance = matrix(reference.get("var"));
    double[] rmse = new double[2];
    try (OnlineEngine engine = series.newEngine()) {
      for (int t = 0; t < series.periods(); t++) {
        if (t > 0) {
          ForecastPath issued = engine.forecast(1);
          assertThat(issued.means()[0]).containsExactly(forecast[t], within(TOLERANCE));
        }
        series.feed(engine, t);
        for (int i = 0; i < series.bloggers(); i++) {
          NetworkRow row = engine.copies().primary.row(i);
          assertThat(row.retrospectiveVariance).isCloseTo(variance[t][i], within(TOLERANCE));
          double squared = Math.pow(row.retrospectiveMean - series.y()[t][i], 2);
          rmse[0] += t >= 5 ? squared / 49 : 0;
          rmse[1] += t >= 7 ? squared / 35 : 0;
        }
      }
      assertThat(Math.sqrt(rmse[0])).isCloseTo(.0669107756407301, within(TOLERANCE));
      assertThat(Math.sqrt(rmse[1])).isCloseTo(.05772399012161705, within(TOLERANCE));
      assertWeights(engine, matrix(reference.get("W")));
      double[] anchors = Reference.vector(reference.get("anchor"));
      for (int i = 0; i < anchors.length; i++) {
        assertThat(engine.anchor(i)).isCloseTo(anchors[i], within(TOLERANCE));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "3", "7", "15"})
  void noEdgeIsConfirmedOnTheRealAudiences(String width) {
    Series series = Series.read(Reference.read("real_bins").get("widths_days").get(width));
    try (OnlineEngine engine = series.run(series.periods())) {
      assertThat(engine.influences())
          .noneMatch(e -> e.level() == io.undertone.dynamics.findings.ClaimLevel.CONFIRMED);
    }
  }

  private static void assertWeights(OnlineEngine engine, double[][] expected) {
    for (int i = 0; i < expected.length; i++) {
      NetworkRow row = engine.copies().primary.row(i);
      double[] weights = new double[row.columns()];
      row.weights(weights);
      assertThat(weights).containsExactly(expected[i], within(TOLERANCE));
    }
  }

  @Test
  void contentConditionedForecastsReproduceTheReference() {
    JsonNode reference = Reference.read("post_content");
    PostsRun run = PostsRun.of(reference);
    double[][] forecast = matrix(reference.get("engine_forecast_of_adjusted"));
    for (int t = 0; t < run.periods(); t++) {
      double[] mean = run.step(t);
      assertThat(run.slopes())
          .containsExactly(Reference.vector(reference.get("b").get(t)), within(TOLERANCE));
      for (int i = 0; i < mean.length; i++) {
        if (run.observed()[i]) {
          assertThat(run.raw()[i])
              .isCloseTo(Reference.vector(reference.get("raw").get(t))[i], within(TOLERANCE));
          assertThat(run.effect()[i])
              .isCloseTo(Reference.vector(reference.get("effect").get(t))[i], within(TOLERANCE));
          assertThat(run.variance()[i])
              .isCloseTo(Reference.vector(reference.get("R").get(t))[i], within(TOLERANCE));
        }
      }
      assertThat(mean).containsExactly(forecast[t], within(TOLERANCE));
    }
    assertThat(run.count()).isEqualTo(reference.get("n").intValue());
    assertThat(run.conditionalRmse())
        .isCloseTo(
            reference.get("rmse_conditional_after_first_20_percent").doubleValue(),
            within(TOLERANCE));
    // the table for five days: engine .0934, conditional .0862
    assertThat(run.conditionalRmse()).isCloseTo(.0862, within(.01 * .0862));
    assertThat(run.unconditionalRmse()).isLessThan(1.01 * .0934);
  }
}
