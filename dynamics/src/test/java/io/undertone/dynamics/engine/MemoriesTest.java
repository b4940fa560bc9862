// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import io.undertone.dynamics.findings.AlertKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoriesTest {

  @Test
  void afterASwitchOfInfluenceTheShorterMemoriesTakeOver() {
    JsonNode reference = Reference.read("w_switch");
    Series series = Series.read(reference);
    JsonNode errors = reference.get("mean_abs_offdiag_error");
    double[] checkpoints = Reference.vector(reference.get("checkpoints_0based"));
    List<EngineAlert> alerts = new ArrayList<>();
    int next = 0;
    try (OnlineEngine engine = series.newEngine()) {
      for (int t = 0; t < series.periods(); t++) {
        series.feed(engine, t);
        alerts.addAll(engine.alerts());
        if (next < checkpoints.length && t == checkpoints[next]) {
          double[][] truth =
              Reference.matrix(
                  reference.get(
                      t < reference.get("switch_after").intValue() ? "B_before" : "B_after"));
          Copies copies = engine.copies();
          close(error(copies.memories.get(0), truth), errors.get("1.0").get(next));
          close(error(copies.memories.get(1), truth), errors.get("0.99").get(next));
          close(error(copies.memories.get(2), truth), errors.get("0.96").get(next));
          double[][] mixed = new double[truth.length][];
          for (int i = 0; i < mixed.length; i++) {
            mixed[i] = copies.weights(i);
          }
          close(offDiagonal(mixed, truth), errors.get("three-memory mix").get(next));
          next++;
        }
      }
    }
    assertThat(next).isEqualTo(checkpoints.length);
    assertThat(alerts).anyMatch(a -> a.kind() == AlertKind.INFLUENCE_CHANGE && a.blogger() < 0);
  }

  private static void close(double actual, JsonNode expected) {
    assertThat(actual).isCloseTo(expected.doubleValue(), within(1e-6));
  }

  private static double error(NetworkLayer layer, double[][] truth) {
    double[][] weights = new double[truth.length][truth.length];
    for (int i = 0; i < truth.length; i++) {
      layer.row(i).weights(weights[i]);
    }
    return offDiagonal(weights, truth);
  }

  static double offDiagonal(double[][] weights, double[][] truth) {
    int n = truth.length;
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        sum += i == j ? 0 : Math.abs(weights[i][j] - truth[i][j]);
      }
    }
    return sum / (n * (n - 1));
  }
}
