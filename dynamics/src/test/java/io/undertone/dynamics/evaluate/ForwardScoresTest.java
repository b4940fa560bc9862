// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import io.undertone.dynamics.evaluate.ForwardScores.ForecastCase;
import io.undertone.dynamics.evaluate.ForwardScores.RollingOrigin;
import io.undertone.dynamics.evaluate.PairedDifference.DieboldMariano;
import io.undertone.dynamics.evaluate.PrequentialScore.Accuracy;
import io.undertone.dynamics.model.Ewma;
import io.undertone.dynamics.model.FrenchDeGroot;
import io.undertone.dynamics.model.Models;
import io.undertone.dynamics.model.OnlineEngineModel;
import io.undertone.dynamics.model.SentimentSeries;
import io.undertone.dynamics.model.SeriesOf;
import io.undertone.dynamics.model.StepForecast;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwardScoresTest {
  private static final JsonNode ROLLING = Reference.read("paper_rolling");
  private static final SentimentSeries SERIES = SeriesOf.rows(Reference.matrix(ROLLING.get("X")));

  @Test
  void baselinesComeFirstAndOnlyTheBestHasSkillZero() {
    List<ForwardScores.Row> rows =
        ForwardScores.of(SERIES, List.of(new FrenchDeGroot(), new Ewma(.3)), 4, 2);
    assertThat(rows).hasSize(10);
    assertThat(rows.subList(0, 5))
        .extracting(ForwardScores.Row::model)
        .containsExactly("mean", "persistence", "ewma", "ar1", "french-degroot");
    ForwardScores.Row best =
        rows.stream().filter(r -> r.model().equals(rows.get(0).bestBaseline())).findFirst().get();
    assertThat(best.score().skill()).isZero();
    assertThat(best.againstBest()).isNull();
    ForwardScores.Row degroot = rows.get(4);
    assertThat(degroot.score().rmse())
        .isCloseTo(ROLLING.get("rmse").get("bins 6-12").get("DeGroot").doubleValue(), within(1e-8));
    assertThat(degroot.score().n()).isEqualTo(49);
    assertThat(degroot.score().skill()).isNegative();
  }

  @Test
  void runningScoreAndTableAgree() {
    FrenchDeGroot model = new FrenchDeGroot();
    PrequentialScore running = new PrequentialScore();
    for (int t = 5; t < 12; t++) {
      int cutoff = t - 1;
      List<StepForecast> baselines =
          Models.BASELINES.stream()
              .map(name -> Models.byName(name).issued(SERIES.head(cutoff + 2), cutoff, 1))
              .map(issued -> issued.get(0).get(0))
              .toList();
      double[] values = new double[7];
      boolean[] observed = new boolean[7];
      for (int i = 0; i < 7; i++) {
        observed[i] = SERIES.observed(t, i);
        values[i] = SERIES.value(t, i);
      }
      running.add(
          model.issued(SERIES.head(t + 1), cutoff, 1).get(0).get(0), baselines, values, observed);
    }
    Accuracy table = ForwardScores.of(SERIES, List.of(model), 4, 1).get(4).score();
    Accuracy score = running.score();
    assertThat(score.n()).isEqualTo(table.n());
    assertThat(score.rmse()).isCloseTo(table.rmse(), within(1e-12));
    assertThat(score.skill()).isCloseTo(table.skill(), within(1e-12));
    assertThat(score.skillError()).isCloseTo(table.skillError(), within(1e-12));
    assertThat(score.logScore()).isCloseTo(table.logScore(), within(1e-12));
  }

  @Test
  void engineIssuesInOnePassWhatItWouldForecastFromEveryCutoff() {
    OnlineEngineModel engine = new OnlineEngineModel();
    List<List<StepForecast>> onePass = engine.issued(SERIES, 3, 2);
    double[][] reference = Reference.matrix(Reference.read("engine2_rolling").get("forecast"));
    for (int cutoff = 3; cutoff < 11; cutoff++) {
      assertThat(onePass.get(cutoff - 3).get(0).mean())
          .containsExactly(reference[cutoff + 1], within(1e-8));
      var fit = (io.undertone.dynamics.model.FitOutcome.Fitted) engine.fit(SERIES.head(cutoff + 1));
      assertThat(fit.forecast().mean())
          .containsExactly(onePass.get(cutoff - 3).get(0).mean(), within(1e-12));
      assertThat(engine.forecast(fit, 2).get(1).variance())
          .containsExactly(onePass.get(cutoff - 3).get(1).variance(), within(1e-12));
    }
  }

  @Test
  void dieboldMarianoOfEqualForecastersIsZero() {
    List<ForecastCase> cases = new RollingOrigin(SERIES).run(new FrenchDeGroot(), 5, 1);
    DieboldMariano equal = DieboldMariano.of(cases, cases, 1);
    assertThat(equal.meanDifference()).isZero();
    assertThat(equal.pValue()).isCloseTo(1, within(1e-12));
    assertThat(equal.periods()).isEqualTo(6);
  }
}
