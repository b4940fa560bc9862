// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.engine.EngineFindings.EdgeEstimate;
import io.undertone.dynamics.engine.OnlineEngine;
import io.undertone.dynamics.evidence.Tables.Mean;
import io.undertone.dynamics.evidence.Tables.Share;
import io.undertone.dynamics.network.WhatIf;
import io.undertone.dynamics.network.WhatIf.UncertainRow;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals of what a change in one audience does to the others, where that is known. */
class WhatIfCoverageTest {
  private static final int HORIZON = 6;
  private static final int SIZE = 6;
  private static final int WORLDS = Integer.getInteger("undertone.whatif.worlds", 3);

  private final Share moved = new Share();
  private final Share still = new Share();
  private final Mean width = new Mean();
  private final Mean error = new Mean();

  @ParameterizedTest(name = "{0}, noise {1}, {2} periods")
  @CsvSource({"LAG_1, .02, 60", "LAG_1, .05, 200", "DELAYS, .02, 200", "DELAYS, .05, 60"})
  void intervalsOfTheResponseCoverIt(World.Kind kind, double noise, int periods) {
    for (int seed = 0; seed < WORLDS; seed++) {
      World world = World.network(kind, SIZE, periods, noise, 4100 + seed);
      try (OnlineEngine engine = learnt(world)) {
        List<UncertainRow> rows = engine.uncertainRows();
        for (int source = 0; source < SIZE; source++) {
          look(WhatIf.of(rows, source, HORIZON), response(world, source));
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "evidence: what-if, %s, noise %.2f, %d periods: 90 %% intervals cover %.3f of %d responses"
            + " (%.3f of %d that are none), mean width %.3f, mean error %.3f%n",
        kind.words,
        noise,
        periods,
        moved.value(),
        moved.trials(),
        still.value(),
        still.trials(),
        width.value(),
        error.value());
    assertThat(moved.value()).isBetween(.87, .995);
    assertThat(still.value()).isGreaterThan(.87);
    assertThat(width.value()).isLessThan(.65);
  }

  /** One step ahead the response is the weight, and so is its interval. */
  @Test
  void oneStepAheadItIsTheIntervalOfTheWeight() {
    World world = World.network(World.Kind.LAG_1, SIZE, 120, .02, 4200);
    try (OnlineEngine engine = learnt(world)) {
      List<UncertainRow> rows = engine.uncertainRows();
      for (EdgeEstimate edge : engine.influences()) {
        WhatIf answer = WhatIf.of(rows, edge.source(), 3);
        double share = share(rows.get(edge.target()), edge.source());
        assertThat(answer.mean()[0][edge.target()]).isCloseTo(share * edge.weight(), within(1e-12));
        assertThat(answer.upper()[0][edge.target()]).isCloseTo(share * edge.upper(), within(.04));
      }
    }
  }

  private static double share(UncertainRow row, int source) {
    for (int a = 0; a < row.sources().length; a++) {
      if (row.sources()[a] == source) {
        return row.shares()[a * UncertainRow.DELAYS];
      }
    }
    throw new AssertionError("source " + source + " is not followed");
  }

  private void look(WhatIf answer, double[][] truth) {
    for (int h = 0; h < HORIZON; h++) {
      for (int i = 0; i < SIZE; i++) {
        double lower = answer.lower()[h][i];
        double upper = answer.upper()[h][i];
        (truth[h][i] > .01 ? moved : still).add(Measures.inside(truth[h][i], lower, upper));
        width.add(upper - lower);
        error.add(Math.abs(answer.mean()[h][i] - truth[h][i]));
      }
    }
  }

  private static OnlineEngine learnt(World world) {
    OnlineEngine engine = new OnlineEngine(1);
    for (int i = 0; i < world.size(); i++) {
      int unused = engine.join();
    }
    boolean[] all = new boolean[world.size()];
    Arrays.fill(all, true);
    for (int t = 0; t < world.periods(); t++) {
      engine.observe(world.y()[t], all, world.r()[t]);
    }
    return engine;
  }

  /** c_i(h) = sum_j W_ij c_j(h - l_ij). */
  private static double[][] response(World world, int source) {
    double[][] path = new double[HORIZON + 1][world.size()];
    path[0][source] = 1;
    for (int h = 1; h <= HORIZON; h++) {
      for (int i = 0; i < world.size(); i++) {
        for (int j = 0; j < world.size(); j++) {
          int lag = i == j ? 1 : world.lags()[i][j];
          path[h][i] += lag > h ? 0 : world.weights()[i][j] * path[h - lag][j];
        }
      }
    }
    return Arrays.copyOfRange(path, 1, HORIZON + 1);
  }
}
