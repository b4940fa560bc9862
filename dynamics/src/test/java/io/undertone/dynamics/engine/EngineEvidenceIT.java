// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.ClaimLevel;
import io.undertone.dynamics.findings.Support;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables of {@code docs/estimator.md}: prints them and asserts what they are quoted for. */
class EngineEvidenceIT {

  @ParameterizedTest
  @EnumSource(Simulation.Null.class)
  void whoDoesNotListenIsHardlyEverConfirmed(Simulation.Null kind) {
    long confirmed = 0;
    long likely = 0;
    long edges = 0;
    long supported = 0;
    long rows = 0;
    for (double[] setting : new double[][] {{60, .05}, {200, .02}, {200, .05}}) {
      for (int run = 0; run < 10; run++) {
        int periods = (int) setting[0];
        Series series = Simulation.nobodyListens(7, periods, setting[1], kind, 1000 + run).series();
        try (OnlineEngine engine = series.run(periods)) {
          confirmed += Recovery.claimed(engine, ClaimLevel.CONFIRMED);
          likely += Recovery.claimed(engine, ClaimLevel.LIKELY);
          edges += 42;
          for (int i = 0; i < 7; i++) {
            supported += engine.privateView(i).status() == Support.SUPPORTED ? 1 : 0;
            rows++;
          }
        }
      }
    }
    print(
        "null %-14s confirmed %.2f %%  likely %.2f %%  private opinion supported %.2f %%",
        kind, 100.0 * confirmed / edges, 100.0 * likely / edges, 100.0 * supported / rows);
    assertThat(confirmed).isLessThanOrEqualTo(edges * 5 / 100);
    assertThat(supported).isLessThanOrEqualTo(rows * 5 / 100);
  }

  @ParameterizedTest
  @CsvSource({".02, 100", ".02, 200", ".02, 500", ".05, 100", ".05, 200", ".05, 500"})
  void influenceIsRecoveredAtLeastAsWellAsByLeastSquares(double noise, int periods) {
    double engine = 0;
    double squares = 0;
    double difference = 0;
    double differences2 = 0;
    List<double[]> pairs = new ArrayList<>();
    int runs = 10;
    for (int run = 0; run < runs; run++) {
      Simulation simulation = Simulation.network(7, periods, noise, 50 + run);
      double mine = Recovery.engineError(simulation.series(), simulation.truth());
      double theirs = Recovery.leastSquaresError(simulation.series(), simulation.truth());
      engine += mine / runs;
      squares += theirs / runs;
      difference += (mine - theirs) / runs;
      differences2 += (mine - theirs) * (mine - theirs) / runs;
      Recovery.collect(simulation, pairs);
    }
    double error = Math.sqrt((differences2 - difference * difference) / (runs - 1));
    double r = Recovery.correlation(pairs);
    print(
        "recovery noise %.2f T %4d  engine %.4f  FJ x(1) LS %.4f  r %.3f",
        noise, periods, engine, squares, r);
    assertThat(difference).isLessThan(2 * error);
    if (noise == .02 && periods == 500) {
      assertThat(r).isGreaterThan(.95);
    }
  }

  @Test
  void intervalsCoverWhatTheySay() {
    for (double noise : new double[] {.02, .05}) {
      int[] sum = new int[3];
      for (int run = 0; run < 6; run++) {
        int[] hits = Recovery.coverage(Simulation.network(7, 300, noise, 300 + run).series());
        for (int k = 0; k < 3; k++) {
          sum[k] += hits[k];
        }
      }
      double narrow = (double) sum[0] / sum[2];
      double wide = (double) sum[1] / sum[2];
      print("coverage noise %.2f  80 %%: %.3f  95 %%: %.3f", noise, narrow, wide);
      assertThat(narrow).isBetween(.76, .84);
      assertThat(wide).isBetween(.93, .97);
    }
  }

  @Test
  void aWrongSamplingVarianceIsDetected() {
    double[] factors = {.25, .5, 1, 2, 4};
    double[] errors = new double[factors.length];
    int runs = 8;
    for (int run = 0; run < runs; run++) {
      Simulation simulation = Simulation.network(7, 500, .05, 700 + run);
      for (int k = 0; k < factors.length; k++) {
        Series series = simulation.withScaledR(factors[k]);
        errors[k] += Recovery.engineError(series, simulation.truth()) / runs;
      }
    }
    for (int k = 0; k < factors.length; k++) {
      print("R given = truth x %.2f  error of W %.4f", factors[k], errors[k]);
    }
    assertThat(errors[3]).isLessThan(1.25 * errors[2]);
  }

  @Test
  void afterASwitchTheMemoriesBeatLeastSquaresOnEverything() {
    double mine = 0;
    double theirs = 0;
    int runs = 6;
    for (int run = 0; run < runs; run++) {
      Random random = new Random(90 + run);
      double[][][] b = {Simulation.influence(7, random), Simulation.influence(7, random)};
      double[] anchor = {.4, .45, .5, .55, .6, .65, .7};
      double[][] x = new double[450][];
      x[0] = anchor.clone();
      for (int t = 1; t < x.length; t++) {
        x[t] = Simulation.step(b[t <= 400 ? 0 : 1], anchor, x[t - 1], random);
      }
      Series series = Simulation.measured(x, .02, random);
      try (OnlineEngine engine = series.run(450)) {
        mine += Recovery.offDiagonal(EdgeCasesTest.weights(engine), b[1]) / runs;
        theirs += Recovery.leastSquaresError(series, b[1]) / runs;
      }
    }
    print("50 periods after a switch: three memories %.4f, batch least squares %.4f", mine, theirs);
    assertThat(mine).isLessThan(theirs);
  }

  private static void print(String format, Object... values) {
    System.out.println("evidence: " + String.format(Locale.ROOT, format, values));
  }
}
