// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.evidence.World;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Short seeded versions of the gates; the package {@code evidence} has the tables. */
class EngineGatesTest {

  @ParameterizedTest
  @EnumSource(World.Null.class)
  void edgesAreNotConfirmedWhereNobodyListens(World.Null kind) {
    long confirmed = 0;
    for (int run = 0; run < 3; run++) {
      Series series = Series.of(World.nobodyListens(kind, 7, 200, .02, run));
      confirmed += Recovery.claimed(series.run(200), ClaimLevel.CONFIRMED);
    }
    assertThat(confirmed).isLessThanOrEqualTo(3 * 42 * 5 / 100);
  }

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
  void intervalsCoverWhatTheySay() {
    int[] hits = Recovery.coverage(Simulation.network(7, 300, .03, 5).series());
    assertThat((double) hits[0] / hits[2]).isBetween(.76, .84);
    assertThat((double) hits[1] / hits[2]).isBetween(.93, .97);
  }

  @Test
  void delaysAreFoundWhereThereAreAny() {
    java.util.Random random = new java.util.Random(2);
    double[][] x = new double[400][4];
    for (int t = 0; t < 400; t++) {
      for (int i = 0; i < 4; i++) {
        double late = t < 3 ? .5 : x[t - 3][(i + 1) % 4];
        double own = t < 1 ? .5 : x[t - 1][i];
        x[t][i] = .1 + .3 * own + .5 * late + .04 * random.nextGaussian();
      }
    }
    Series series = Simulation.measured(x, .02, random);
    try (OnlineEngine engine = series.run(400)) {
      assertThat(engine.influences())
          .filteredOn(e -> e.source() == (e.target() + 1) % 4)
          .allMatch(e -> e.lag() == 3);
    }
    Series prompt = Simulation.network(4, 300, .02, 3).series();
    try (OnlineEngine engine = prompt.run(300)) {
      assertThat(engine.influences()).filteredOn(e -> e.weight() > .1).allMatch(e -> e.lag() == 1);
      assertThat(engine.evidenceOfInfluence()).isGreaterThan(.5);
    }
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
