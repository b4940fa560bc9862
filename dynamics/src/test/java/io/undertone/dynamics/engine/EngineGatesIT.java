// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.Influence.ClaimLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Gates that take long or large crowds; the shorter ones are in {@link EngineGatesTest}. */
class EngineGatesIT {

  @Test
  void strongInfluenceIsFoundAndOrdered() {
    List<double[]> pairs = new ArrayList<>();
    long confirmed = 0;
    for (int run = 0; run < 3; run++) {
      Simulation simulation = Simulation.network(7, 500, .02, 50 + run);
      Recovery.collect(simulation, pairs);
      confirmed += Recovery.claimed(simulation.series().run(500), ClaimLevel.CONFIRMED);
    }
    assertThat(Recovery.correlation(pairs)).isGreaterThan(.95);
    assertThat(confirmed).isGreaterThan(3 * 14 / 3);
  }

  @Test
  void aLargeCrowdIsFollowedThroughCandidates() {
    Simulation simulation = Simulation.network(60, 200, .02, 9);
    int found = 0;
    int all = 0;
    try (OnlineEngine engine = simulation.series().newEngine(2)) {
      for (int t = 0; t < 200; t++) {
        simulation.series().feed(engine, t);
      }
      for (int i = 0; i < 60; i++) {
        int[] sources = engine.report(i).sources();
        assertThat(sources).hasSize(12).doesNotContain(i).isSorted();
        for (int j = 0; j < 60; j++) {
          if (i != j && simulation.truth()[i][j] > .1) {
            all++;
            found += Arrays.binarySearch(sources, j) >= 0 ? 1 : 0;
          }
        }
      }
      assertThat(engine.influences()).hasSize(60 * 13);
    }
    assertThat((double) found / all).isGreaterThan(.8);
  }
}
