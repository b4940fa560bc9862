// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.PeriodCalendar;
import io.undertone.dynamics.content.ContentModel.ContentMode;
import io.undertone.dynamics.evaluate.ObservedPeriod;
import io.undertone.dynamics.findings.FitReason;
import io.undertone.dynamics.findings.ModelStatus;
import io.undertone.dynamics.findings.ModelStatus.FitStatus;
import io.undertone.dynamics.model.FitOutcome;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.FitOutcome.NotConvergedException;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.OpinionModel;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.refit.ModelBank.ModelFit;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The models of a topic in which audiences come, go and pass by. */
class ModelBankTest {
  private static final PeriodCalendar DAYS =
      PeriodCalendar.parse("P1D", LocalDate.of(2024, 1, 1), ZoneOffset.UTC);
  private static final List<String> NAMES =
      Models.ONLINE.stream().filter(name -> !name.equals("undertone")).toList();

  /** Values of one day by name. */
  private static final class Crowd {
    final RefitOptions options;
    final List<OpinionModel> models;
    final List<String> joined = new ArrayList<>();
    final List<TreeMap<String, Double>> days = new ArrayList<>();
    ModelBank bank;
    Period period =
        DAYS.periodOf(LocalDate.of(2024, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));

    Crowd(RefitOptions options) {
      this.options = options;
      models = options.models().stream().map(Models::byName).toList();
      bank = new ModelBank(models, options);
    }

    void day(TreeMap<String, Double> values) {
      if (!days.isEmpty()) {
        period = DAYS.next(period);
      }
      days.add(values);
      values.keySet().stream().filter(name -> !joined.contains(name)).forEach(joined::add);
      int n = joined.size();
      ObservedPeriod row =
          new ObservedPeriod("t", period, joined, new double[n], new double[n], new boolean[n]);
      for (int i = 0; i < n; i++) {
        Double value = values.get(joined.get(i));
        row.observed()[i] = value != null;
        row.sentiment()[i] = value == null ? 0 : value;
        row.variance()[i] = value == null ? 0 : .003;
      }
      bank.observe(row, joined);
    }

    Map<String, ModelStatus> statuses() {
      Map<String, ModelStatus> statuses = new LinkedHashMap<>();
      for (ModelFit fit : bank.fits(period)) {
        statuses.put(fit.outcome().model(), bank.status("t", period, fit, 0));
      }
      return statuses;
    }

    SentimentSeries series() {
      SentimentSeries.Builder builder = SentimentSeries.builder();
      joined.forEach(builder::blogger);
      Period at = DAYS.periodOf(LocalDate.of(2024, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));
      for (TreeMap<String, Double> day : days) {
        Period now = at;
        builder.period(now);
        day.forEach((name, value) -> builder.add(now, name, value, .003));
        at = DAYS.next(at);
      }
      return builder.build();
    }

    /** As if the job had been stopped here and started again. */
    void restart() {
      Map<String, byte[]> parts = new LinkedHashMap<>();
      bank.parts(parts);
      bank = new ModelBank(models, options);
      bank.restore(parts);
      Map<String, byte[]> again = new LinkedHashMap<>();
      bank.parts(again);
      assertThat(again.keySet()).isEqualTo(parts.keySet());
      parts.forEach((name, bytes) -> assertThat(again.get(name)).as(name).isEqualTo(bytes));
    }
  }

  private static RefitOptions options(List<String> models, int silence) {
    return new RefitOptions(DAYS, ScorerPriors.of(.09), 400, models, 1, silence, ContentMode.TEXT);
  }

  private static TreeMap<String, Double> steady(Random random, int n, double gaps) {
    TreeMap<String, Double> day = new TreeMap<>();
    for (int i = 0; i < n; i++) {
      if (random.nextDouble() >= gaps) {
        day.put("steady" + i, .3 + .05 * i + .1 * random.nextDouble());
      }
    }
    return day;
  }

  @Test
  void onePasserByEndsNothing() {
    Crowd crowd = new Crowd(options(NAMES, 400));
    Random random = new Random(1);
    for (int t = 0; t < 40; t++) {
      TreeMap<String, Double> day = steady(random, 7, 0);
      if (t == 20) {
        day.put("passer-by", .9);
      }
      crowd.day(day);
    }
    Map<String, ModelStatus> statuses = crowd.statuses();
    assertThat(statuses.keySet()).containsExactlyElementsOf(NAMES);
    statuses.forEach(
        (model, status) -> {
          assertThat(status.status()).as(status.toString()).isEqualTo(FitStatus.FITTED);
          boolean baseline = Models.BASELINES.contains(model);
          assertThat(status.fitted()).as(model).isEqualTo(baseline ? 8 : 7);
          if (!baseline) {
            assertThat(status.leftOut()).as(model).isEqualTo(1);
            assertThat(status.detail()).as(model).contains("passer-by");
          }
        });
  }

  @Test
  void twoHundredOfWhomMostPassByLeaveTheSteadyOnesTheirModels() {
    Crowd crowd = new Crowd(options(NAMES, 400));
    Random random = new Random(2);
    for (int t = 0; t < 100; t++) {
      TreeMap<String, Double> day = steady(random, 10, .1);
      day.put("passer" + 2 * t, random.nextDouble());
      day.put("passer" + (2 * t + 1), random.nextDouble());
      crowd.day(day);
    }
    crowd
        .statuses()
        .forEach(
            (model, status) -> {
              assertThat(status.status()).as(status.toString()).isEqualTo(FitStatus.FITTED);
              assertThat(status.fitted()).as(model).isGreaterThanOrEqualTo(10);
            });
  }

  @Test
  void moreThanSixtyFourSteadyOnesAreSaid() {
    Crowd crowd = new Crowd(options(List.of("mean", "french-degroot"), 400));
    Random random = new Random(3);
    for (int t = 0; t < 90; t++) {
      crowd.day(steady(random, 70, 0));
    }
    ModelStatus status = crowd.statuses().get("french-degroot");
    assertThat(status).isNotNull();
    assertThat(status.fitted()).isEqualTo(64);
    assertThat(status.leftOut()).isEqualTo(6);
    assertThat(status.detail()).contains("all 64 places are taken").contains("steady");
  }

  @Test
  void tooFewPeriodsAndTwinsAreSaid() {
    Crowd crowd = new Crowd(options(NAMES, 400));
    crowd.day(new TreeMap<>(Map.of("a", .5, "b", .5)));
    ModelStatus first = crowd.statuses().get("french-degroot");
    assertThat(first).isNotNull();
    assertThat(first.status()).isEqualTo(FitStatus.TOO_FEW_PERIODS);
    assertThat(first.detail()).isEqualTo("have 0, need 3 periods");
    assertThat(first.reasons()).isEqualTo("[{\"kind\":\"too_few_periods\",\"have\":0,\"need\":3}]");
    Random random = new Random(4);
    for (int t = 0; t < 30; t++) {
      double twin = random.nextDouble();
      crowd.day(new TreeMap<>(Map.of("a", twin, "b", twin)));
    }
    ModelStatus twins = crowd.statuses().get("french-degroot");
    assertThat(twins).isNotNull();
    assertThat(twins.status()).isEqualTo(FitStatus.NOT_IDENTIFIED);
    assertThat(twins.detail()).contains("a: not identified: the weights on [a, b] can be traded");
  }

  @Test
  void everyPrefixHasTheOptimaOfItsWholeHistory() {
    Crowd crowd = new Crowd(options(NAMES, 400));
    Random random = new Random(5);
    for (int t = 0; t < 70; t++) {
      crowd.day(steady(random, t < 20 ? 4 : 6, t % 3 == 0 ? .2 : 0));
      for (ModelFit fit : crowd.bank.fits(crowd.period)) {
        boolean now = fit.refitted().equals(crowd.period);
        if (now && fit.outcome() instanceof Fitted online) {
          Fitted batch = (Fitted) Models.byName(online.model()).fit(crowd.series());
          assertThat(online.objective())
              .as("%s at %d", online.model(), t)
              .isCloseTo(batch.objective(), within(1e-9));
          assertThat(online.forecast().mean())
              .containsExactly(batch.forecast().mean(), within(1e-9));
        }
      }
    }
  }

  @Test
  void restartsChangeNoBit() {
    Crowd calm = new Crowd(options(NAMES, 15));
    Crowd shaken = new Crowd(options(NAMES, 15));
    Random random = new Random(6);
    for (int t = 0; t < 80; t++) {
      TreeMap<String, Double> day = steady(random, t > 30 && t < 60 ? 3 : 5, .1);
      if (t % 7 == 0) {
        day.put("passer" + t, random.nextDouble());
      }
      calm.day(day);
      shaken.day(day);
      if (t % 5 == 0) {
        shaken.restart();
      }
      List<ModelFit> expected = calm.bank.fits(calm.period);
      List<ModelFit> found = shaken.bank.fits(shaken.period);
      for (int m = 0; m < expected.size(); m++) {
        if (expected.get(m).outcome() instanceof Fitted fit) {
          Fitted other = (Fitted) found.get(m).outcome();
          assertThat(other.forecast().mean()).isEqualTo(fit.forecast().mean());
          assertThat(other.influence()).isDeepEqualTo(fit.influence());
        }
      }
    }
  }

  @Test
  void silentAudienceLeavesAndComesBackWithWhatItWas() {
    Crowd crowd = new Crowd(options(List.of("mean", "friedkin-johnsen"), 10));
    Random random = new Random(7);
    for (int t = 0; t < 80; t++) {
      TreeMap<String, Double> day = steady(random, 4, 0);
      if (t < 20 || t >= 50) {
        day.put("comet", t == 0 ? .8 : .7 + .1 * random.nextDouble());
      }
      crowd.day(day);
      if (t == 40) {
        assertThat(crowd.statuses().values()).allMatch(status -> status.fitted() == 4);
      }
      if (t == 50) {
        Fitted mean = (Fitted) crowd.bank.fits(crowd.period).get(0).outcome();
        int comet = mean.bloggers().indexOf("comet");
        assertThat(mean.forecast().mean()[comet]).isBetween(.7, .8);
        assertThat(mean.statistics().pairs()).isEqualTo(4 * 50 + 20);
      }
    }
    Fitted anchored = (Fitted) crowd.bank.fits(crowd.period).get(1).outcome();
    assertThat(anchored.bloggers()).contains("comet");
    assertThat(anchored.parameter("anchor", anchored.bloggers().indexOf("comet"))).isEqualTo(.8);
  }

  @Test
  void stateDoesNotGrowWithThePeriods() {
    List<String> incremental =
        NAMES.stream().filter(name -> !name.startsWith("expressed-private")).toList();
    Crowd crowd = new Crowd(options(incremental, 400));
    Random random = new Random(8);
    int[] sizes = new int[2];
    for (int k = 0; k < 2; k++) {
      for (int t = 0; t < 300; t++) {
        crowd.day(steady(random, 12, .05));
      }
      Map<String, byte[]> parts = new LinkedHashMap<>();
      crowd.bank.parts(parts);
      sizes[k] = parts.values().stream().mapToInt(bytes -> bytes.length).sum();
    }
    assertThat(sizes[1]).isEqualTo(sizes[0]).isLessThan(12 * 40_000);
  }

  @Test
  void aBreakdownKeepsItsReasonWithItsNumbers() {
    FitOutcome known =
        ModelBank.Attempt.of(
            "m",
            () -> {
              throw new NotConvergedException(7);
            });
    FitOutcome foreign =
        ModelBank.Attempt.of(
            "m",
            () -> {
              throw new IllegalStateException("no way");
            });
    assertThat(reason(known).words().zh()).isEqualTo("7 行矩阵的特征值未收敛");
    assertThat(FitReason.json(List.of(reason(known)))).contains("not_converged", "\"need\":7");
    assertThat(reason(foreign).words().en()).isEqualTo("its code reports: no way");
  }

  private static FitReason reason(FitOutcome outcome) {
    return ((FitOutcome.Failed) outcome).reason();
  }
}
