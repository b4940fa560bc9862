// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import io.undertone.dynamics.solve.SimplexQp;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperOptimaTest {
  private static final JsonNode PAPER = Reference.read("paper_models");

  @ParameterizedTest
  @CsvSource({
    "french-degroot, DeGroot",
    "friedkin-johnsen, FJ",
    "friedkin-johnsen-free, FJfree",
    "delayed-anchor-1, FJLAG1",
    "delayed-anchor-2, FJLAG2"
  })
  void fitReachesTheExactOptimum(String model, String key) {
    SentimentSeries series = SeriesOf.rows(Reference.matrix(PAPER.get("X")));
    FitOutcome.Fitted fit = (FitOutcome.Fitted) Models.byName(model).fit(series);
    assertThat(fit.objective())
        .isCloseTo(PAPER.get("exact").get(key).get("optimum").doubleValue(), within(1e-9))
        .isLessThanOrEqualTo(PAPER.get("stored_optimum").get(key).doubleValue() + 3e-8);
    assertThat(fit.kktResidual()).isLessThan(1e-9);
    double[][] expected = Reference.matrix(PAPER.get("exact").get(key).get("regression_weights"));
    for (int i = 0; i < 7; i++) {
      for (int j = 0; j < 7; j++) {
        assertThat(fit.influence()[i][j]).isCloseTo(expected[i][j], within(1e-6));
      }
    }
  }

  @Test
  void reducedExpressedPrivateModelReachesTheGlobalOptimum() {
    SentimentSeries series = SeriesOf.rows(Reference.matrix(PAPER.get("X")));
    FitOutcome.Fitted fit =
        (FitOutcome.Fitted) Models.byName("expressed-private-reduced").fit(series);
    JsonNode expected = PAPER.get("reduced_EPO");
    assertThat(fit.objective())
        .isCloseTo(expected.get("optimum").doubleValue(), within(1e-9))
        .isLessThanOrEqualTo(PAPER.get("stored_optimum").get("EPO").doubleValue() + 3e-8);
    assertThat(fit.kktResidual()).isLessThan(1e-9);
    for (int i = 0; i < 7; i++) {
      assertThat(fit.parameter("susceptibility", i))
          .isCloseTo(1 - expected.get("d").get(i).doubleValue(), within(1e-4));
      assertThat(fit.parameter("resilience", i))
          .isCloseTo(expected.get("phi").get(i).doubleValue(), within(1e-4));
    }
  }

  @Test
  void filterObjectiveEqualsTheReferenceInEveryCell() {
    JsonNode reference = Reference.read("epo_filter");
    SentimentSeries series = SeriesOf.rows(Reference.matrix(reference.get("X")));
    SimplexQp qp = new SimplexQp(6);
    double[] ones = new double[10];
    Arrays.fill(ones, 1);
    for (int i = 0; i < 7; i++) {
      PrivateFilter filter = PrivateRows.filter(series, PrivateRows.filled(series), i, ones);
      for (int c = 0; c < 25; c++) {
        double[] cell = Reference.vector(reference.get("cells").get(c));
        double[] a = new double[6];
        filter.run(cell[0], cell[1]);
        qp.solveCold(6, filter, filter.linear, false, a);
        assertThat(filter.objective(qp))
            .isCloseTo(reference.get("objective").get(i).get(c).doubleValue(), within(1e-9));
        assertThat(filter.logDeterminant)
            .isCloseTo(reference.get("logdet").get(i).get(c).doubleValue(), within(1e-9));
      }
    }
  }
}
