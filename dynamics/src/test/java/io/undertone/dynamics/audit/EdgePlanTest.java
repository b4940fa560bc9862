// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.audit.EdgePlan.Source;
import io.undertone.dynamics.claims.EdgeClaims;
import io.undertone.dynamics.claims.EdgeTests.MixtureEvidence;
import io.undertone.dynamics.model.SentimentSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EdgePlanTest {

  /** y = w (x + noise-free part) + e is tested at the planned N on the noisy x. */
  @Test
  void thePlannedPeriodsConfirmTheEdgeAsOftenAsPromised() {
    double v = 0.0036;
    double sampling = 0.0009;
    double weight = 0.3;
    double error = 0.0025;
    int tests = 42;
    long periods = new Source(v, sampling).periodsNeeded(error, tests, weight, 0.8);
    Random random = new Random(11);
    int confirmed = 0;
    int runs = 2000;
    for (int run = 0; run < runs; run++) {
      int n = (int) periods - 8;
      double t = statistic(random, n, v, sampling, error, weight);
      confirmed += .5 * MixtureEvidence.of(t, n - 8, n) >= tests / .05 ? 1 : 0;
    }
    assertThat((double) confirmed / runs).isCloseTo(0.8, within(0.06));
  }

  @Test
  void smallerEdgesAndMoreTestsNeedMorePeriods() {
    Source source = new Source(.0036, 0);

    assertThat((double) source.periodsNeeded(.0036, 1, .1, .8))
        .isBetween(
            3.5 * source.periodsNeeded(.0036, 1, .2, .8),
            7.0 * source.periodsNeeded(.0036, 1, .2, .8));
    assertThat(source.periodsNeeded(.0036, 42, .2, .8))
        .isGreaterThan(source.periodsNeeded(.0036, 1, .2, .8));
    assertThat(source.periodsNeeded(.0036, 1, 1, .8))
        .isGreaterThanOrEqualTo(EdgeClaims.NEEDED_PERIODS);
  }

  @Test
  void theSentenceSaysTheNumberOfTheTable() {
    EdgePlan plan = EdgePlan.of(series(40, .001));

    EdgePlan.Size typical = plan.sizes().get(1);
    assertThat(typical.weight()).isEqualTo(.2);
    assertThat(plan.tests()).isEqualTo(12);
    assertThat(plan.words().en())
        .isEqualTo(
            "For a typical pair an edge of weight 0.2 takes about "
                + typical.median()
                + " periods until it is confirmed (power 80 %, 12 edges tested at once); there are"
                + " 40.");
  }

  @Test
  void movementWithinTheNoiseAndTooFewValuesHaveAnAnswerOfTheirOwn() {
    assertThat(EdgePlan.of(series(40, .2)).words().en()).contains("more comments per period");
    assertThat(EdgePlan.of(series(4, .001)).words().en()).startsWith("There are too few values");
  }

  private static SentimentSeries series(int periods, double variance) {
    Random random = new Random(5);
    SentimentSeries.Builder series = SentimentSeries.builder();
    for (int t = 0; t < periods; t++) {
      Instant start = Instant.EPOCH.plusSeconds(86_400L * t);
      for (int i = 0; i < 4; i++) {
        series.add(
            new Period(start, start.plusSeconds(86_400)),
            "b" + i,
            .5 + .06 * random.nextGaussian(),
            variance);
      }
    }
    return series.build();
  }

  @Test
  void impossibleQuestionsAreRefused() {
    assertThatThrownBy(() -> EdgePlan.size(series(40, .001), 0))
        .hasMessage("The weight is 0.0; it must be above 0 and at most 1.");
  }

  private static double statistic(
      Random random, int n, double v, double sampling, double error, double weight) {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double attenuated = v / (v + sampling);
    for (int t = 0; t < n; t++) {
      double truth = Math.sqrt(v) * random.nextGaussian();
      double x = attenuated * (truth + Math.sqrt(sampling) * random.nextGaussian());
      double y = weight * truth + Math.sqrt(error) * random.nextGaussian();
      xx += x * x;
      xy += x * y;
      yy += y * y;
    }
    double beta = xy / xx;
    return beta / Math.sqrt((yy - beta * xy) / (n - 1) / xx);
  }

  /** So that the median of many sources is found without planning for each. */
  @Test
  void aLargerSignalNeverNeedsMorePeriods() {
    Random random = new Random(3);
    List<Source> sources = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      double variance = Math.pow(10, -4 * random.nextDouble());
      double sampling = Math.pow(10, -4 * random.nextDouble());
      sources.add(new Source(variance, sampling));
    }
    sources.sort(Comparator.comparingDouble(Source::signal).reversed());
    for (double weight : new double[] {.1, .2, .5}) {
      List<Long> needed =
          sources.stream().map(s -> s.periodsNeeded(.01, 5000, weight, .8)).toList();
      assertThat(needed).isSorted();
    }
  }
}
