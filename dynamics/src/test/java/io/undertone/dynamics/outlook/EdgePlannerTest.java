// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.outlook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.model.Normal;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EdgePlannerTest {

  /** y = w (x + noise-free part) + e is tested at the planned N on the noisy x. */
  @Test
  void thePlannedPeriodsSeeTheEdgeAsOftenAsPromised() {
    double v = 0.0036;
    double sampling = 0.0009;
    double weight = 0.3;
    double error = 0.0025;
    int tests = 42;
    long periods = new EdgePlanner(v, sampling, error, tests).periodsNeeded(weight, 0.8);
    Random random = new Random(11);
    double threshold = Normal.quantile(1 - 0.05 / tests);
    int seen = 0;
    int runs = 2000;
    for (int run = 0; run < runs; run++) {
      seen += statistic(random, (int) periods - 12, v, sampling, error, weight) > threshold ? 1 : 0;
    }
    assertThat((double) seen / runs).isCloseTo(0.8, within(0.06));
  }

  @Test
  void halfTheWeightNeedsFourTimesThePeriods() {
    EdgePlanner planner = new EdgePlanner(0.0036, 0, 0.0036, 1);

    assertThat(planner.periodsNeeded(0.1, 0.8) - 12)
        .isCloseTo(4 * (planner.periodsNeeded(0.2, 0.8) - 12), within(4L));
    assertThat(planner.periodsNeeded(1, 0.8)).isEqualTo(12 + 7);
  }

  @Test
  void impossibleQuestionsAreRefused() {
    assertThatThrownBy(() -> new EdgePlanner(0, 1, 1, 1))
        .hasMessage(
            "Variances of source, sampling and error are 0.0, 1.0 and 1.0 for 1 tests; the first"
                + " and third must be above 0, the second at least 0, tests at least 1.");
    assertThatThrownBy(() -> new EdgePlanner(1, 1, 1, 1).periodsNeeded(0, 0.8))
        .hasMessage(
            "The weight is 0.0 and the power 0.8; a weight is above 0 and at most 1, a power"
                + " between 0 and 1.");
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
}
