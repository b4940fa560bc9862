// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether a consensus is told where there is none, in larger worlds than in {@link ConsensusTest}.
 */
class ConsensusIT {

  @ParameterizedTest
  @CsvSource({"7, 0, .02", "40, 0, .05", "7, 0, .29", "7, .03, .05", "7, .1, .1", "7, .06, .29"})
  void noConsensusComesOfPlainNoise(int audiences, double step, double noise) {
    int alerts = 0;
    for (int seed = 1; seed <= 10; seed++) {
      alerts += ConsensusTest.periods(audiences, i -> step * i, t -> 1, noise, seed).size();
    }
    assertThat(alerts).as("alerts in 10 worlds of levels that never move").isZero();
  }
}
