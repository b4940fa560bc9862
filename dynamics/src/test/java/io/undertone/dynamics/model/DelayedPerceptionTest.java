// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DelayedPerceptionTest {
  private static final JsonNode DELAYED = Reference.read("delayed");

  @Test
  void noiseFreeEpisodesGiveTheExactWeights() {
    double[] gap = new double[4];
    Arrays.fill(gap, Double.NaN);
    java.util.List<double[]> rows = new java.util.ArrayList<>();
    for (JsonNode episode : DELAYED.get("episodes")) {
      rows.addAll(Arrays.asList(Reference.matrix(episode)));
      rows.add(gap);
    }
    FitOutcome.Fitted fit =
        (FitOutcome.Fitted)
            new DelayedPerception(3).fit(SeriesOf.rows(rows.toArray(double[][]::new)));
    double[][][] weights = lagged(fit);
    for (int i = 0; i < 4; i++) {
      double[][] expected = Reference.matrix(DELAYED.get("true_B").get(i));
      for (int l = 0; l < 3; l++) {
        for (int j = 0; j < 4; j++) {
          assertThat(weights[l][i][j]).isCloseTo(expected[l][j], within(1e-8));
        }
      }
      assertThat(fit.parameter("anchor", i))
          .isCloseTo(DELAYED.get("anchor").get(i).doubleValue(), within(1e-7));
    }
  }

  @Test
  void noisyRunGivesTheReferenceWeights() {
    FitOutcome.Fitted fit =
        (FitOutcome.Fitted)
            new DelayedPerception(3).fit(SeriesOf.rows(Reference.matrix(DELAYED.get("X"))));
    double[][][] weights = lagged(fit);
    for (int i = 0; i < 4; i++) {
      double[][] expected = Reference.matrix(DELAYED.get("capped_ls_weights").get(i));
      for (int l = 0; l < 3; l++) {
        for (int j = 0; j < 4; j++) {
          assertThat(weights[l][i][j]).isCloseTo(expected[l][j], within(1e-8));
        }
      }
    }
    assertThat(fit.kktResidual()).isLessThan(1e-9);
  }

  /** B_l, n x n, from the map of the fit. */
  private static double[][][] lagged(FitOutcome.Fitted fit) {
    double[][] map = ((LinearDynamics) fit.dynamics()).map();
    int n = fit.bloggers().size();
    double[][][] lagged = new double[map.length / n][n][n];
    for (int l = 0; l < lagged.length; l++) {
      for (int i = 0; i < n; i++) {
        System.arraycopy(map[i], l * n, lagged[l][i], 0, n);
      }
    }
    return lagged;
  }
}
