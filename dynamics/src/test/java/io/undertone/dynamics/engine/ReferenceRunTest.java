// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's parts against the numbers of an independent prototype. */
class ReferenceRunTest {
  private static final double TOLERANCE = 1e-8;

  @ParameterizedTest
  @ValueSource(strings = {"engine_run", "engine_run_L2"})
  void everyListedPeriodIsReproduced(String name) {
    JsonNode reference = Reference.read(name);
    Series series = Series.read(reference);
    LayerRun run = new LayerRun(series.bloggers(), reference.get("L").intValue(), 1);
    int t = 0;
    for (JsonNode row : reference.get("rows")) {
      for (; t <= row.get("t").intValue(); t++) {
        run.observe(series.observation(t));
      }
      for (int i = 0; i < series.bloggers(); i++) {
        assertRow(run, i, row, series.observed(t - 1)[i]);
      }
    }
    double[][] probability = Reference.matrix(reference.get("edge_prob"));
    for (int i = 0; i < probability.length; i++) {
      EdgeProbability posterior = EdgeProbability.of(run.layer.row(i));
      for (int j = 0; j < probability[i].length; j++) {
        assertThat(posterior.relevant(j)).isCloseTo(probability[i][j], within(TOLERANCE));
      }
    }
  }

  private static void assertRow(LayerRun run, int i, JsonNode row, boolean observed) {
    NetworkRow actual = run.layer.row(i);
    close(actual.retrospectiveMean, row.get("mean").get(i), "mean");
    if (observed) {
      close(actual.retrospectiveVariance, row.get("var").get(i), "var");
    }
    close(run.bank.get(i).forecastMean, row.get("bank").get(i), "bank");
    close(actual.networkMean, row.get("net").get(i), "net");
    close(run.layer.state(i), row.get("m").get(i), "m");
    close(run.layer.stateVariance(i), row.get("P").get(i), "P");
    double[] weights = new double[actual.columns()];
    actual.weights(weights);
    assertThat(weights).containsExactly(Reference.vector(row.get("W").get(i)), within(TOLERANCE));
    close(actual.anchor(weights), row.get("anchor").get(i), "anchor");
    assertThat(run.rungsBefore[i])
        .as("period %s row %s", row.get("t"), i)
        .containsExactly(Reference.vector(row.get("pi").get(i)), within(TOLERANCE));
    if (row.has("Q")) {
      close(actual.processVariance(), row.get("Q").get(i), "Q");
    }
  }

  private static void close(double actual, JsonNode expected, String what) {
    assertThat(actual).as(what).isCloseTo(expected.doubleValue(), within(TOLERANCE));
  }

  @Test
  void edgeTestsOfTheWholeEngineAreReproduced() {
    JsonNode reference = Reference.read("engine_run");
    Series series = Series.read(reference);
    try (OnlineEngine engine = series.run(series.periods())) {
      double[][] t = Reference.matrix(reference.get("edge_t"));
      double[][] p = Reference.matrix(reference.get("edge_p"));
      for (EdgeEstimate edge : engine.influences()) {
        double expected = p[edge.target()][edge.source()];
        if (Double.isNaN(expected)) {
          assertThat(edge.pValue()).isNaN();
          continue;
        }
        assertThat(edge.pValue()).isCloseTo(expected, within(TOLERANCE));
        EdgeTest test = engine.tests().get(edge.target());
        int position = java.util.Arrays.binarySearch(test.sources, edge.source());
        assertThat(test.statistic(position))
            .isCloseTo(t[edge.target()][edge.source()], within(TOLERANCE));
      }
    }
  }

  /** A bank and one layer, driven as the engine drives them. */
  static final class LayerRun {
    final OwnHistoryBank bank = new OwnHistoryBank();
    final NetworkLayer layer;
    private final boolean[] active;
    private final int[][] everybody;
    final double[][] rungsBefore;
    private boolean started;

    LayerRun(int n, int lags, double forgetting) {
      layer = new NetworkLayer(lags, forgetting);
      active = new boolean[n];
      java.util.Arrays.fill(active, true);
      everybody = new int[n][];
      rungsBefore = new double[n][];
      java.util.Arrays.setAll(everybody, i -> Roster.indices(active, i, true));
    }

    void observe(Observation now) {
      int n = active.length;
      if (!started) {
        for (int i = 0; i < n; i++) {
          bank.join(now.mean(), new boolean[i]);
        }
        bank.reweigh(active);
      }
      for (int i = 0; i < n; i++) {
        bank.get(i).update(now.observed(i), now.value(i), now.variance(i, 0));
      }
      bank.reweigh(active);
      for (int i = 0; i < n; i++) {
        bank.get(i).finish();
      }
      for (int i = 0; i < n; i++) {
        rungsBefore[i] =
            started ? layer.row(i).rungWeights.clone() : new NetworkRow(1, 1).rungWeights.clone();
      }
      try (RowLoop loop = new RowLoop(1)) {
        layer.observe(bank, now, active, loop);
      }
      if (!started) {
        layer.join(bank, now, everybody, active);
        started = true;
      }
    }
  }
}
