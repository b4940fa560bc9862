// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaperOptimaTest {
  private static final JsonNode PAPER = Reference.read("paper_models");

  @ParameterizedTest
  @CsvSource({"french-degroot, DeGroot", "friedkin-johnsen, FJ"})
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
}
