// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.evaluate.PrequentialScore.Accuracy;
import io.undertone.dynamics.model.StepForecast;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PrequentialScoreTest {
  private static final boolean[] BOTH = {true, true};

  private static StepForecast forecast(double a, double b) {
    return new StepForecast(1, new double[] {a, b}, new double[] {.01, .01}, BOTH);
  }

  private static List<StepForecast> four(StepForecast baseline) {
    return List.of(baseline, baseline, baseline, baseline);
  }

  @Test
  void oneWideMissIsCountedInEveryNumber() {
    PrequentialScore score = new PrequentialScore();
    score.add(forecast(.5, .5), four(forecast(.4, .4)), new double[] {.5, .9}, BOTH);
    Accuracy result = score.score();
    assertThat(result.n()).isEqualTo(2);
    assertThat(result.rmse()).isCloseTo(Math.sqrt(.08), within(1e-15));
    assertThat(result.mae()).isCloseTo(.2, within(1e-15));
    assertThat(result.coverage80()).isEqualTo(.5);
    assertThat(result.coverage95()).isEqualTo(.5);
    double peak = -.5 * Math.log(2 * Math.PI * .01);
    assertThat(result.logScore()).isCloseTo(peak - .25 * .16 / .01, within(1e-12));
    assertThat(result.skill()).isCloseTo(1 - Math.sqrt(.16 / .26), within(1e-12));
    assertThat(result.skillError()).isNull();
  }

  @Test
  void missingValuesAreNotScored() {
    PrequentialScore score = new PrequentialScore();
    score.add(
        forecast(.5, .5),
        four(forecast(.4, .4)),
        new double[] {.5, 7},
        new boolean[] {true, false});
    assertThat(score.score().n()).isEqualTo(1);
    assertThat(score.score().rmse()).isZero();
  }

  @Test
  void bestBaselineHasSkillZero() {
    PrequentialScore score = new PrequentialScore();
    for (int t = 0; t < 5; t++) {
      score.add(forecast(.5, .5), four(forecast(.5, .5)), new double[] {.6, .5 + .01 * t}, BOTH);
    }
    assertThat(score.score().skill()).isZero();
    assertThat(score.score().skillError()).isCloseTo(0, within(1e-12));
  }

  @Test
  void skillErrorEqualsTheNeweyWestFormulaOverAllPeriods() {
    Random random = new Random(3);
    int periods = 40;
    double[] d = new double[periods];
    double model = 0;
    double baseline = 0;
    PrequentialScore score = new PrequentialScore();
    for (int t = 0; t < periods; t++) {
      double[] value = {.5 + .1 * random.nextGaussian(), .5 + .1 * random.nextGaussian()};
      score.add(forecast(.5, .5), four(forecast(.45, .6)), value, BOTH);
      double own = sq(value[0] - .5) + sq(value[1] - .5);
      double other = sq(value[0] - .45) + sq(value[1] - .6);
      d[t] = own - other;
      model += own;
      baseline += other;
    }
    double mean = (model - baseline) / periods;
    double variance = 0;
    for (int t = 0; t < periods; t++) {
      variance += sq(d[t] - mean) + (t > 0 ? (d[t] - mean) * (d[t - 1] - mean) : 0);
    }
    double error = Math.sqrt(variance * periods / (periods - 1)) / (2 * periods);
    double rmse = Math.sqrt(model / (2 * periods));
    double reference = Math.sqrt(baseline / (2 * periods));
    assertThat(score.score().skill()).isCloseTo(1 - rmse / reference, within(1e-12));
    assertThat(score.score().skillError()).isCloseTo(error / (2 * rmse * reference), within(1e-12));
  }

  @Test
  void restoredScoreGoesOnAsIfNothingHadHappened() {
    PrequentialScore whole = new PrequentialScore();
    PrequentialScore moved = new PrequentialScore();
    Random random = new Random(1);
    for (int t = 0; t < 9; t++) {
      double[] value = {random.nextDouble(), random.nextDouble()};
      whole.add(forecast(.5, .4), four(forecast(.4, .4)), value, BOTH);
      moved = PrequentialScore.restore(moved.state());
      moved.add(forecast(.5, .4), four(forecast(.4, .4)), value, BOTH);
    }
    assertThat(moved.score()).isEqualTo(whole.score());
  }

  @Test
  void wrongStateAndWrongBaselinesAreRefused() {
    assertThatThrownBy(() -> PrequentialScore.restore(new double[3]))
        .hasMessageContaining("it was given 3");
    assertThatThrownBy(
            () ->
                new PrequentialScore()
                    .add(forecast(0, 0), List.of(forecast(0, 0)), new double[2], BOTH))
        .hasMessageContaining("mean, persistence, ewma, ar1");
  }

  private static double sq(double x) {
    return x * x;
  }
}
