// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.evidence.World;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
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
}
