// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.nowcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.nowcast.ArrivalCurves.Arrival;
import io.undertone.dynamics.nowcast.Nowcast.Partial;
import io.undertone.dynamics.nowcast.NowcastState.OpenPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.AudienceTally;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.ScorerVariances;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import io.undertone.dynamics.tally.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NowcastTest {
  private static final Period DAY =
      new Period(Instant.parse("2024-01-01T00:00:00Z"), Instant.parse("2024-01-02T00:00:00Z"));

  @Test
  void itMovesFromTheForecastToTheTally() {
    Partial tally = new Partial(.7, 0, .01, .01);
    Nowcast none = Nowcast.of(.5, .01, tally, new Arrival(0, 1, 0));
    assertThat(none.mean()).isCloseTo(.6, within(1e-12));
    assertThat(none.variance()).isCloseTo(.005, within(1e-12));
    Nowcast all = Nowcast.of(.5, .01, tally, new Arrival(1, 1, 0));
    assertThat(all.mean()).isEqualTo(.7);
    assertThat(all.variance()).isZero();
    Nowcast half = Nowcast.of(.5, -1, new Partial(.7, 0, 4e-4, 4e-4), new Arrival(.5, 1, 0));
    assertThat(half.mean()).isCloseTo(.65, within(1e-12));
    assertThat(half.variance()).isCloseTo(.25 * (2e-4 + 4e-4), within(1e-12));
    // the effect of what was posted so far does not carry over to posts that are still to come
    Partial moved = new Partial(.7, .2, 4e-4, 4e-4);
    Nowcast effect = Nowcast.of(.5, 4e-4, moved, new Arrival(.5, 1, 0));
    assertThat(effect.mean()).isCloseTo(.5 * .7 + .5 * .5, within(1e-12));
    // but to these posts' further comments
    assertThat(Nowcast.of(.5, 4e-4, moved, new Arrival(1, 0, 0)).mean())
        .isCloseTo(.7, within(1e-12));
  }

  /** Drawn from the model it stands for, errors have mean 0 and the variance it says. */
  @ParameterizedTest
  @ValueSource(doubles = {0, .3, .8, 1})
  void meanAndVarianceAreThoseOfItsModel(double written) {
    Random random = new Random(3);
    double v = .01;
    double tau2 = .006;
    double s2 = .08;
    int posts = 4;
    int comments = 10;
    double begun = .5;
    double error = 0;
    double square = 0;
    double said = 0;
    int runs = 20_000;
    for (int run = 0; run < runs; run++) {
      double x = .5 + Math.sqrt(v) * random.nextGaussian();
      double dev = Math.sqrt(tau2 / posts) * random.nextGaussian();
      double now = Math.sqrt(s2 / posts / comments) * random.nextGaussian();
      double rest = x + Math.sqrt(tau2 / posts + s2 / posts / comments) * random.nextGaussian();
      double further =
          written == 0 || written == 1
              ? 0
              : Math.sqrt(s2 / posts / comments * written / (1 - written)) * random.nextGaussian();
      double y = x + dev + now;
      double last =
          begun * (written * y + (1 - written) * (x + dev + further)) + (1 - begun) * rest;
      double r = tau2 / posts + s2 / posts / comments;
      Nowcast nowcast =
          Nowcast.of(.5, v, new Partial(y, 0, r, tau2 / posts), new Arrival(begun, written, 0));
      error += (last - nowcast.mean()) / runs;
      square += Math.pow(last - nowcast.mean(), 2) / runs;
      said += nowcast.variance() / runs;
    }
    assertThat(error).isCloseTo(0, within(2e-3));
    assertThat(square / said).as("mean squared error / variance").isBetween(.85, 1.6);
  }

  @Test
  void arrivalStartsAboveTheElapsedShareAndIsLearntFromAllAndThenFromOne() {
    ArrivalCurves curves = new ArrivalCurves();
    double prior = Math.pow(.4, .8);
    Arrival untaught = curves.at(0, .4);
    assertThat(untaught.begun()).isCloseTo(prior, within(1e-12));
    assertThat(untaught.written()).isEqualTo(1);
    assertThat(untaught.variance()).isCloseTo(prior * (1 - prior) / 4, within(1e-12));
    assertThat(curves.at(0, 2)).isEqualTo(new Arrival(1, 1, 0));
    assertThat(curves.at(0, -1).begun()).isZero();
    for (int t = 0; t < 60; t++) {
      curves.add(0, day(List.of(.1, .5, .8, 1.), List.of(0., 0., .5, .75)));
    }
    // posts of weight 1 and 1: half of the weight has begun at .2 and .4, all of it later
    assertThat(curves.at(0, .4).begun()).isCloseTo(.5, within(.05));
    assertThat(curves.at(0, .2).written()).isCloseTo(.1, within(.15));
    assertThat(curves.at(0, .6).written()).isCloseTo(.65, within(.05));
    assertThat(curves.at(1, .4).begun()).as("of one who is new").isCloseTo(.5, within(.05));
    assertThat(curves.at(0, .6).variance()).isLessThan(curves.at(1, .6).variance());
    for (int t = 0; t < 200; t++) {
      curves.add(1, day(List.of(1., 1., 1., 1.), List.of(1., 1., 1., 1.)));
    }
    assertThat(curves.at(1, .2).begun()).isCloseTo(1, within(.05));
    assertThat(curves.at(1, .2).written()).isCloseTo(1, within(.05));
    assertThat(curves.at(0, .2).written()).isCloseTo(.1, within(.15));
  }

  @Test
  void whereCommentsCarryNoTimesTheyComeWithTheirPost() {
    ArrivalCurves timed = new ArrivalCurves();
    ArrivalCurves untimed = new ArrivalCurves();
    for (int t = 0; t < 9; t++) {
      timed.add(0, day(List.of(1., 1., 1., 1.), List.of(0., 0., 1., 1.)));
      untimed.add(0, day(List.of(), List.of()));
    }
    for (double e = 0; e <= 1; e += .05) {
      assertThat(untimed.at(0, e)).isEqualTo(timed.at(0, e));
    }
  }

  @Test
  void theMixtureTrustsTheNowcastUntilItHasLostForLong() {
    NowcastMark mark = NowcastMark.starting(1);
    assertThat(mark.shares()[2]).isGreaterThan(.9);
    Random random = new Random(1);
    for (int t = 0; t < 200; t++) {
      mark.fade();
      double value = .5 + .1 * random.nextGaussian();
      Nowcast issued = new Nowcast(.5, .01);
      mark.learn(value, new double[] {value + .01, value + .2, value + .1}, issued);
      if (t == 1) {
        assertThat(mark.shares()[2]).isGreaterThan(.8);
      }
    }
    assertThat(mark.shares()[0]).isGreaterThan(.999);
    OpenPeriod.Audience audience =
        new OpenPeriod.Audience(said(.3), new Nowcast(.6, .02), new Nowcast(.5, .01));
    assertThat(mark.mixed(audience).mean()).isCloseTo(.3, within(1e-3));
    AudienceSentiment row =
        mark.row(new OpenPeriod("t", DAY, .4, List.of(audience), List.of(), 1.3, 2), audience);
    assertThat(row.nowcast()).isCloseTo(.3, within(1e-3));
  }

  private static AudienceSentiment said(double sentiment) {
    AudiencePeriod audience =
        AudiencePeriod.of(
            "t",
            "b",
            DAY,
            List.of(PostSummary.closed("t", "b", "p", DAY, DAY.start(), 0, null, sentiment, 5, 5)));
    return new AudienceTally(audience)
        .row(.01, new ScorerVariances(ScorerPriors.BY_SCORER), null, 0);
  }

  /** Two posts of equal weight, the second published at half past the day. */
  private static AudiencePeriod day(List<Double> first, List<Double> second) {
    return AudiencePeriod.of("t", "b", DAY, List.of(post("a", .1, first), post("b", .5, second)));
  }

  private static PostSummary post(String id, double at, List<Double> arrived) {
    return new PostSummary(
        "t",
        "b",
        id,
        DAY,
        DAY.start().plusMillis((long) (at * 86_400_000)),
        0,
        null,
        .5,
        5,
        5,
        Standing.CLOSED,
        DAY.end(),
        List.of(),
        arrived,
        0);
  }
}
