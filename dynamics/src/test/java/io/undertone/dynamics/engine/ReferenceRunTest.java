// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.undertone.dynamics.Reference;
import java.util.Iterator;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine's parts against the numbers of an independent reference. */
class ReferenceRunTest {
  private static final double TOLERANCE = 1e-8;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "engine2_plain",
        "engine2_missing_joins",
        "engine2_private",
        "engine2_memories",
        "engine2_claims"
      })
  void everyPeriodIsReproduced(String name) {
    run(name, Reference.read(name));
  }

  @Test
  void silentAudiencesKeepTheirLevel() {
    Iterator<Map.Entry<String, JsonNode>> examples =
        Reference.read("engine2_silence").get("examples").fields();
    while (examples.hasNext()) {
      Map.Entry<String, JsonNode> example = examples.next();
      run(example.getKey(), example.getValue());
    }
  }

  private static void run(String name, JsonNode reference) {
    try (LayerRun run = new LayerRun(reference)) {
      for (int t = 0; t < run.y.length; t++) {
        double[][][] mixed = t == 0 ? null : run.memories.forecast(1);
        run.step();
        String when = name + ", period " + t;
        NetworkLayer whole = run.memories.whole;
        for (int i = 0; i < run.y[0].length; i++) {
          if (t > 0) {
            close(whole.retroMean[i], reference, "forecast", t, i, when);
            close(whole.retroVariance[i], reference, "variance", t, i, when);
          }
          close(whole.state(i), reference, "m", t, i, when);
          close(whole.stateVariance(i), reference, "P", t, i, when);
          close(run.bank.get(i).filtered, reference, "own_filtered", t, i, when);
          close(whole.row(i).evidence.support(), reference, "support", t, i, when);
          if (mixed != null) {
            close(mixed[0][0][i], reference, "mixed_forecast", t, i, when);
          }
        }
        for (int c = 0; c < 3; c++) {
          close(run.memories.share(c), reference, "memory_shares", t, c, when);
        }
        JsonNode report = reference.path("reports").path(Integer.toString(t + 1));
        if (!report.isMissingNode()) {
          report(run, report, when);
        }
      }
    }
  }

  private static void close(
      double actual, JsonNode reference, String what, int t, int i, String when) {
    JsonNode expected = reference.path(what).path(t).path(i);
    if (expected.isNumber()) {
      assertThat(actual)
          .as("%s of %s, %s", what, i, when)
          .isCloseTo(expected.doubleValue(), within(TOLERANCE));
    }
  }

  private static void report(LayerRun run, JsonNode expected, String when) {
    NetworkLayer whole = run.memories.whole;
    int n = run.y[0].length;
    int grid = whole.model().grid.length;
    for (int i = 0; i < n; i++) {
      assertThat(whole.ladder(i))
          .as("ladder of %s, %s", i, when)
          .containsExactly(Reference.vector(expected.get("ladder").get(i)), within(TOLERANCE));
      assertThat(whole.shares(i))
          .as("shares of %s, %s", i, when)
          .containsExactly(Reference.vector(expected.get("shares").get(i)), within(TOLERANCE));
      for (int g = 0; g < whole.model().groups(); g++) {
        for (int c = 0; c < grid; c++) {
          assertThat(whole.row(i).fit.share[g * grid + c])
              .as("share of group %s, r %s of %s, %s", g, c, i, when)
              .isCloseTo(expected.get("rho").get(i).get(g).get(c).doubleValue(), within(TOLERANCE));
        }
      }
      row(run.report(i), whole.row(i), expected.get("report").get(i), n, i + ", " + when);
    }
  }

  private static void row(
      AudienceReport actual, NetworkRow row, JsonNode expected, int n, String who) {
    near(actual.own(), expected.get("own"), "own", who);
    near(actual.stubbornness(), expected.get("stubborn"), "stubborn", who);
    near(actual.anchor(), expected.get("anchor"), "anchor", who);
    near(actual.anchorLower(), expected.get("anchor90").get(0), "anchor90", who);
    near(actual.anchorUpper(), expected.get("anchor90").get(1), "anchor90", who);
    near(actual.resilience(), expected.get("phi"), "phi", who);
    near(actual.resilienceLower(), expected.get("phi90").get(0), "phi90", who);
    near(actual.resilienceUpper(), expected.get("phi90").get(1), "phi90", who);
    near(actual.privateMean(), expected.get("private"), "private", who);
    near(actual.privateVariance(), expected.get("private_var"), "private_var", who);
    near(actual.support(), expected.get("support"), "support", who);
    near(actual.signal(), expected.get("excess"), "excess", who);
    near(actual.stubbornnessLower(), expected.get("stubborn90").get(0), "s90", who);
    near(actual.stubbornnessUpper(), expected.get("stubborn90").get(1), "s90", who);
    near(actual.ownLower(), expected.get("own90").get(0), "own90", who);
    near(actual.ownUpper(), expected.get("own90").get(1), "own90", who);
    int k = actual.sources().length;
    for (int s = 0; s < k; s++) {
      int j = row.sources[s];
      near(actual.lower()[s], expected.get("W90").get(j).get(0), "W90", who);
      near(actual.upper()[s], expected.get("W90").get(j).get(1), "W90", who);
      for (int l = 0; l < RowModel.LAGS; l++) {
        near(actual.weights()[l * k + s], expected.get("W").get(l).get(j), "W", who);
        int at = k + l * k + s;
        near(actual.lower()[at], expected.get("W90_lag").get(l).get(j).get(0), "W90_lag", who);
        near(actual.upper()[at], expected.get("W90_lag").get(l).get(j).get(1), "W90_lag", who);
      }
    }
  }

  private static void near(double actual, JsonNode expected, String what, String who) {
    assertThat(actual)
        .as("%s of %s", what, who)
        .isCloseTo(expected.doubleValue(), within(TOLERANCE));
  }
}
