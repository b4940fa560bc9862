// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.Reference;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static final double[][] X = Reference.matrix(Reference.read("paper_rolling").get("X"));

  private static double rollingRmse(OpinionModel model, int from, int to) {
    SentimentSeries series = SeriesOf.rows(X);
    double sum = 0;
    for (int t = from; t < to; t++) {
      StepForecast next = ((FitOutcome.Fitted) model.fit(series.head(t))).forecast();
      for (int i = 0; i < 7; i++) {
        sum += Math.pow(next.mean()[i] - X[t][i], 2);
      }
    }
    return Math.sqrt(sum / (7 * (to - from)));
  }

  private static double reference(String bins, String model) {
    return Reference.read("paper_rolling").get("rmse").get(bins).get(model).doubleValue();
  }

  @Test
  void rollingErrorsOnThePapersSeriesEqualTheReference() {
    assertThat(rollingRmse(new Mean(), 5, 12))
        .isCloseTo(reference("bins 6-12", "running_mean"), within(1e-12));
    assertThat(rollingRmse(new Persistence(), 5, 12))
        .isCloseTo(reference("bins 6-12", "persistence"), within(1e-12));
    assertThat(rollingRmse(new Ewma(0.3), 5, 12))
        .isCloseTo(reference("bins 6-12", "ewma03"), within(1e-12));
    assertThat(rollingRmse(new FrenchDeGroot(), 5, 12))
        .isCloseTo(reference("bins 6-12", "DeGroot"), within(1e-8));
  }

  @Test
  void missingPeriodLeavesEveryBaselineWhereItWas() {
    double[][] gap = {{.2}, {.4}, {.5}, {Double.NaN}};
    for (String name : Models.BASELINES) {
      OpinionModel model = Models.byName(name);
      FitOutcome.Fitted before = (FitOutcome.Fitted) model.fit(SeriesOf.rows(gap).head(3));
      FitOutcome.Fitted after = (FitOutcome.Fitted) model.fit(SeriesOf.rows(gap));
      assertThat(after.forecast().mean()[0]).isEqualTo(before.forecast().mean()[0]);
    }
  }

  @Test
  void ar1IsTheMeanUntilFivePairsAndTheRegressionAfter() {
    double[][] halving = {{.9}, {.7}, {.6}, {.55}, {.525}, {.5125}, {.50625}};
    assertThat(next(new Ar1(), SeriesOf.rows(halving).head(5))).isCloseTo(.655, within(1e-12));
    assertThat(next(new Ar1(), SeriesOf.rows(halving).head(6))).isCloseTo(.50625, within(1e-12));
  }

  @Test
  void bloggerNobodyHasHeardOfIsNotForecast() {
    double[][] silent = {{.2, Double.NaN}, {.4, Double.NaN}};
    FitOutcome.Fitted fit = (FitOutcome.Fitted) new Mean().fit(SeriesOf.rows(silent));
    assertThat(fit.forecast().available()).containsExactly(true, false);
  }

  @Test
  void nothingObservedIsTooFewPeriods() {
    assertThat(new Ewma().fit(SeriesOf.rows(new double[][] {{Double.NaN}})))
        .isEqualTo(new FitOutcome.TooFewPeriods("ewma", 0, 1));
  }

  private static double next(OpinionModel model, SentimentSeries series) {
    return ((FitOutcome.Fitted) model.fit(series)).forecast().mean()[0];
  }
}
