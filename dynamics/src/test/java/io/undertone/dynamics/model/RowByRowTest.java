// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.Reference;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.LaggedSums.Selection;
import io.undertone.dynamics.model.SimplexRow.SemiDefinite;
import io.undertone.dynamics.solve.Quadratic;
import io.undertone.dynamics.solve.Rows;
import io.undertone.dynamics.solve.SimplexQp;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows are fitted each for itself, and refitted from sums as from the whole history. */
class RowByRowTest {
  private static final double[][] PAPER = Reference.matrix(Reference.read("paper_models").get("X"));

  static Stream<OpinionModel> networks() {
    return Models.ONLINE.stream()
        .filter(name -> !Models.BASELINES.contains(name) && !name.equals("undertone"))
        .map(Models::byName);
  }

  static Stream<OpinionModel> all() {
    return Models.NAMES.stream().map(Models::byName);
  }

  static Stream<Integer> seeds() {
    return IntStream.range(0, 12).boxed();
  }

  /** Steady audiences, some with gaps, some who join, some who pass by. */
  private static double[][] crowd(int periods, int steady, int passers, double gaps, int seed) {
    Random random = new Random(seed);
    int n = steady + passers;
    double[][] x = new double[periods][n];
    double[] mood = new double[n];
    int[] joined = new int[n];
    for (int i = 0; i < n; i++) {
      mood[i] = random.nextDouble();
      joined[i] = i < steady && random.nextInt(3) == 0 ? random.nextInt(periods / 2) : 0;
    }
    for (int t = 0; t < periods; t++) {
      double mean = 0;
      for (int i = 0; i < steady; i++) {
        mean += mood[i] / steady;
      }
      for (int i = 0; i < n; i++) {
        mood[i] =
            Math.max(0, Math.min(1, .5 * mood[i] + .3 * mean + .1 + .05 * random.nextGaussian()));
        boolean silent = t < joined[i] || random.nextDouble() < gaps;
        x[t][i] = silent || i >= steady ? Double.NaN : mood[i];
      }
    }
    for (int i = steady; i < n; i++) {
      x[random.nextInt(periods)][i] = random.nextDouble();
    }
    return x;
  }

  /** The French-DeGroot row by its definition, summed over the history with two passes. */
  private static double slowObjective(double[][] x, int length, int i, List<Integer> columns) {
    int p = columns.size();
    int first = 0;
    while (Double.isNaN(x[first][i])) {
      first++;
    }
    int targets = 0;
    for (int t = first + 1; t < length; t++) {
      targets += !Double.isNaN(x[t][i]) && anybody(x[t - 1]) ? 1 : 0;
    }
    double[] gram = new double[p * p];
    double[] mean = new double[p];
    for (int a = 0; a < p; a++) {
      for (int b = 0; b <= p; b++) {
        int pairs = 0;
        double sum = 0;
        for (int t = first + 1; t < length; t++) {
          double e = x[t][i] - x[t - 1][columns.get(a)];
          double f = b == p ? 1 : x[t][i] - x[t - 1][columns.get(b)];
          if (!Double.isNaN(e * f)) {
            pairs++;
            sum += e * f;
          }
        }
        if (b == p) {
          mean[a] = sum / pairs;
        } else {
          gram[a * p + b] = pairs < 2 ? Double.NaN : targets * sum / pairs;
        }
      }
    }
    for (int k = 0; k < p * p; k++) {
      // hardly ever seen together: taken as unrelated
      gram[k] = Double.isNaN(gram[k]) ? targets * mean[k / p] * mean[k % p] : gram[k];
    }
    SemiDefinite.nearest(p, gram);
    double[] w = new double[p];
    SimplexQp qp = new SimplexQp(p);
    qp.solveCold(p, Quadratic.of(Rows.of(p, gram)), new double[p], false, w);
    return 2 * qp.objective();
  }

  private static boolean anybody(double[] row) {
    for (double value : row) {
      if (!Double.isNaN(value)) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPrefixHasTheOptimumOfItsDefinition(int seed) {
    double[][] x = crowd(60, 5, 0, .1, seed);
    FrenchDeGroot model = new FrenchDeGroot();
    SentimentSeries series = SeriesOf.rows(x);
    LaggedSums sums = model.learner();
    for (int i = 0; i < 5; i++) {
      sums.enter(i, null);
    }
    int fitted = 0;
    for (int t = 0; t < 60; t++) {
      sums.observe(series.values(t), series.observed(t));
      FitOutcome online = model.fit(sums, new ArrayList<>(series.bloggers()));
      FitOutcome batch = model.fit(series.head(t + 1));
      if (online instanceof Fitted fit && fit.leftOut().isEmpty()) {
        fitted++;
        assertThat(fit.objective()).isEqualTo(((Fitted) batch).objective());
        double slow = 0;
        for (int i = 0; i < 5; i++) {
          Selection selection = sums.select(new ArrayList<>(series.bloggers()), 2, 20);
          List<Integer> columns = new ArrayList<>();
          for (int j = 0; j < 5; j++) {
            if (selection.chosen(i)[j]) {
              columns.add(j);
            }
          }
          slow += slowObjective(x, t + 1, i, columns);
        }
        assertThat(fit.objective()).isCloseTo(slow, within(1e-9));
      }
    }
    assertThat(fitted).isGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void passersByChangeNothingForTheOthers(OpinionModel model) {
    double[][] alone = crowd(40, 5, 0, 0, 3);
    double[][] joined = new double[40][25];
    Random random = new Random(1);
    for (int t = 0; t < 40; t++) {
      java.util.Arrays.fill(joined[t], Double.NaN);
      for (int i = 0; i < 5; i++) {
        alone[t][i] = Double.isNaN(alone[t][i]) ? .5 : alone[t][i];
        joined[t][i] = alone[t][i];
      }
    }
    for (int i = 5; i < 25; i++) {
      joined[random.nextInt(40)][i] = random.nextDouble();
    }
    FitOutcome without = model.fit(SeriesOf.rows(alone));
    FitOutcome with = model.fit(SeriesOf.rows(joined));
    assertThat(with).as(with.explain()).isInstanceOf(Fitted.class);
    Fitted fit = (Fitted) with;
    assertThat(fit.objective()).isCloseTo(((Fitted) without).objective(), within(1e-9));
    assertThat(fit.bloggers()).isEqualTo(((Fitted) without).bloggers());
    assertThat(fit.leftOut()).hasSize(20);
    assertThat(fit.leftOut()).allMatch(out -> out.blogger().compareTo("b04") > 0);
    for (int i = 0; i < 5; i++) {
      assertThat(fit.influence()[i])
          .containsExactly(((Fitted) without).influence()[i], within(1e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyAudienceHasItsOwnGapsAndAllAreFitted(OpinionModel model) {
    // no period in which everybody is seen, as in daily counts of many
    double[][] x = crowd(200, 12, 0, .3, 5);
    FitOutcome outcome = model.fit(SeriesOf.rows(x));
    assertThat(outcome).as(outcome.explain()).isInstanceOf(Fitted.class);
    Fitted fit = (Fitted) outcome;
    assertThat(fit.leftOut()).isEmpty();
    assertThat(fit.kktResidual()).isLessThan(1e-9);
    assertThat(fit.objective()).isFinite();
  }

  @ParameterizedTest
  @MethodSource("all")
  void forecastsAndIntervalsStayInRange(OpinionModel model) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int n = 2 + random.nextInt(4);
      double[][] x = new double[30][n];
      for (int t = 0; t < 30; t++) {
        for (int i = 0; i < n; i++) {
          double trend = (seed % 2 == 0 ? t : 29 - t) / 29.0;
          double jump = Math.round(random.nextDouble());
          double value = seed % 3 == 0 ? jump : .8 * trend + .2 * random.nextDouble();
          x[t][i] = random.nextDouble() < .1 * (seed % 4) ? Double.NaN : value;
        }
      }
      SentimentSeries series = SeriesOf.rows(x);
      for (List<StepForecast> path : model.issued(series, 0, 6)) {
        for (StepForecast step : path) {
          for (int i = 0; i < n; i++) {
            assertThat(step.mean()[i]).isBetween(0.0, 1.0);
            assertThat(step.lower(i, .95)).isBetween(0.0, step.mean()[i]);
            assertThat(step.upper(i, .95)).isBetween(step.mean()[i], 1.0);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("networks")
  void everyPrefixOfThePapersSeriesIsTheBatchFit(OpinionModel model) {
    SentimentSeries series = SeriesOf.rows(PAPER);
    List<List<StepForecast>> issued = model.issued(series, 0, 1);
    for (int t = 0; t < issued.size(); t++) {
      FitOutcome batch = model.fit(series.head(t + 1));
      if (batch instanceof Fitted fit) {
        StepForecast expected = fit.forecast().among(fit.bloggers(), series.bloggers());
        assertThat(issued.get(t).get(0).mean()).isEqualTo(expected.mean());
        assertThat(issued.get(t).get(0).available()).isEqualTo(expected.available());
      } else {
        assertThat(issued.get(t)).isEmpty();
      }
    }
  }
}
