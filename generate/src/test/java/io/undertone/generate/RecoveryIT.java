// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.engine.EngineFindings.EdgeEstimate;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.OnlineEngineModel;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.generate.SuiteOptions.TextLanguage;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From generated comments through the tallies and the engine back to the truth. */
class RecoveryIT {
  private static final int PERIODS = 300;

  /** Sampling error of a period about 0.05. */
  private static GeneratedSuite generate(Suite suite, long seed) {
    return GeneratedSuite.of(
        suite, new SuiteOptions(7, PERIODS, .04, 12, 24, 1, TextLanguage.NONE, seed));
  }

  private static OnlineEngine learned(SentimentSeries series) {
    OnlineEngine engine = new OnlineEngine(1);
    for (int i = 0; i < series.size(); i++) {
      engine.join();
    }
    for (int t = 0; t < series.length(); t++) {
      OnlineEngineModel.observe(engine, series, t);
    }
    return engine;
  }

  private static double weightError(OnlineEngine engine, double[][][] truth) {
    double error = 0;
    int edges = 0;
    for (EdgeEstimate edge : engine.influences()) {
      if (edge.source() != edge.target()) {
        error += Math.abs(edge.weight() - total(truth, edge));
        edges++;
      }
    }
    return error / edges;
  }

  private static double total(double[][][] lagged, EdgeEstimate edge) {
    double sum = 0;
    for (double[][] lag : lagged) {
      sum += lag[edge.target()][edge.source()];
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(names = {"FRENCH_DEGROOT", "FRIEDKIN_JOHNSEN"})
  void weightsComeBack(Suite suite) {
    double error = 0;
    for (long seed = 5; seed < 8; seed++) {
      GeneratedSuite generated =
          GeneratedSuite.of(
              suite, new SuiteOptions(7, PERIODS, .04, 30, 40, 1, TextLanguage.NONE, seed));
      try (OnlineEngine engine = learned(SuiteSeries.of(generated))) {
        error += weightError(engine, generated.truth().influence()) / 3;
      }
    }
    assertThat(error).isLessThan(.055);
  }

  @Test
  void weightsAfterTheSwitchComeBack() {
    double error = 0;
    double before = 0;
    for (long seed = 5; seed < 8; seed++) {
      GeneratedSuite generated =
          GeneratedSuite.of(
              Suite.W_SWITCH,
              new SuiteOptions(7, PERIODS, .04, 30, 40, 1, TextLanguage.NONE, seed));
      Truth truth = generated.truth();
      assertThat(truth.influenceAfter()).isNotNull();
      try (OnlineEngine engine = learned(SuiteSeries.of(generated))) {
        error += weightError(engine, truth.influenceAfter()) / 3;
        before += weightError(engine, truth.influence()) / 3;
      }
    }
    assertThat(error).isLessThan(.08);
    assertThat(error).isLessThan(before);
  }

  /** The prototype: 81 % of edges at this noise and length. */
  @Test
  void lagsComeBack() {
    int right = 0;
    int edges = 0;
    for (long seed = 5; seed < 8; seed++) {
      GeneratedSuite generated = generate(Suite.DELAYED, seed);
      try (OnlineEngine engine = learned(SuiteSeries.of(generated))) {
        for (EdgeEstimate edge : engine.influences()) {
          for (int l = 0; l < 3 && edge.source() != edge.target(); l++) {
            if (generated.truth().influence()[l][edge.target()][edge.source()] > 0) {
              edges++;
              right += edge.lag() == l + 1 ? 1 : 0;
            }
          }
        }
      }
    }
    assertThat((double) right / edges).isGreaterThanOrEqualTo(.78);
  }

  /** The prototype: A .048, d .06, phi .11 after 200 periods. */
  @Test
  void privateOpinionsComeBackWhenTheExpressedOnesAreKnown() {
    double a = 0;
    double d = 0;
    double phi = 0;
    int runs = 4;
    for (long seed = 1; seed <= runs; seed++) {
      SuiteOptions options = new SuiteOptions(7, 200, .04, 1, 1, 1, TextLanguage.NONE, seed);
      Truth truth = GeneratedSuite.of(Suite.EXPRESSED_PRIVATE, options).truth();
      double[] errors = privateErrors(truth, expressed(truth, 1e-4));
      a += errors[0] / runs;
      d += errors[1] / runs;
      phi += errors[2] / runs;
    }
    assertThat(a).isLessThan(.07);
    assertThat(d).isLessThan(.09);
    assertThat(phi).isLessThan(.15);
  }

  /** Sampling error of what the others hear costs phi most. */
  @Test
  void selfRelianceComesBackFromCommentsToo() {
    GeneratedSuite generated =
        GeneratedSuite.of(
            Suite.EXPRESSED_PRIVATE,
            new SuiteOptions(7, PERIODS, .04, 30, 40, 1, TextLanguage.NONE, 5));
    double[] errors = privateErrors(generated.truth(), SuiteSeries.of(generated));
    assertThat(errors[1]).isLessThan(.12);
    assertThat(errors[2]).isLessThan(.25);
  }

  private static SentimentSeries expressed(Truth truth, double variance) {
    int n = truth.bloggers().size();
    boolean[] all = new boolean[n];
    double[] variances = new double[n];
    Arrays.fill(all, true);
    Arrays.fill(variances, variance);
    SentimentSeries series = SentimentSeries.empty(truth.bloggers());
    for (int t = 0; t < truth.expressed().length; t++) {
      series = series.observe(day(t), truth.expressed()[t], all, variances);
    }
    return series;
  }

  private static Period day(int t) {
    Instant start = CommentMaker.START.plus(Duration.ofDays(t));
    return new Period(start, start.plus(Duration.ofDays(1)));
  }

  /** Mean absolute errors of A, d and phi. */
  private static double[] privateErrors(Truth truth, SentimentSeries series) {
    Fitted fit = (Fitted) Models.byName("expressed-private").fit(series);
    assertThat(truth.selfReliance()).isNotNull();
    assertThat(truth.resilience()).isNotNull();
    assertThat(truth.conformity()).isNotNull();
    int n = series.size();
    double[] errors = new double[3];
    for (int i = 0; i < n; i++) {
      Double susceptibility = fit.parameter("susceptibility", i);
      Double resilience = fit.parameter("resilience", i);
      assertThat(susceptibility).isNotNull();
      assertThat(resilience).isNotNull();
      errors[1] += Math.abs(1 - susceptibility - truth.selfReliance()[i]) / n;
      errors[2] += Math.abs(resilience - truth.resilience()[i]) / n;
      for (int j = 0; j < n; j++) {
        errors[0] += Math.abs(fit.weights()[i][j] - truth.conformity()[i][j]) / (n * (n - 1));
      }
    }
    return errors;
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_INFLUENCE", "COMMON_SHOCK"})
  void withoutInfluenceHardlyAnyEdgeIsCalled(Suite suite) {
    int called = 0;
    int edges = 0;
    for (long seed = 1; seed <= 3; seed++) {
      try (OnlineEngine engine = learned(SuiteSeries.of(generate(suite, seed)))) {
        for (EdgeEstimate edge : engine.influences()) {
          if (edge.source() != edge.target()) {
            edges++;
            called +=
                edge.level() == ClaimLevel.CONFIRMED || edge.level() == ClaimLevel.LIKELY ? 1 : 0;
          }
        }
      }
    }
    assertThat((double) called / edges).isLessThanOrEqualTo(.05);
  }
}
