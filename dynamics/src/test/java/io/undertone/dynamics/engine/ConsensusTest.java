// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.Alert.AlertKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whether a consensus is told, in worlds of which it is known; larger ones in {@link ConsensusIT}.
 */
class ConsensusTest {
  private static final int PERIODS = 150;
  private static final int COMES_TOGETHER = 70;

  @ParameterizedTest
  @CsvSource({"2, 0, .02", "3, .05, .05"})
  void noConsensusComesOfPlainNoise(int audiences, double step, double noise) {
    int alerts = 0;
    for (int seed = 1; seed <= 10; seed++) {
      alerts += periods(audiences, i -> step * i, t -> 1, noise, seed).size();
    }
    assertThat(alerts).as("alerts in 10 worlds of levels that never move").isZero();
  }

  @Test
  void audiencesThatComeTogetherAreTold() {
    int told = 0;
    for (int seed = 1; seed <= 10; seed++) {
      List<Integer> periods =
          periods(4, i -> .1 * i, t -> Math.pow(.8, Math.max(0, t - COMES_TOGETHER)), .03, seed);
      assertThat(periods).allMatch(period -> period > COMES_TOGETHER);
      told += Math.min(1, periods.size());
    }
    assertThat(told).as("worlds of 20 in which it is told").isGreaterThanOrEqualTo(9);
  }

  /** Periods with the alert, where audience i has the level .4 + apart(t) level(i), and noise. */
  static List<Integer> periods(
      int audiences, IntToDoubleFunction level, IntToDoubleFunction apart, double noise, int seed) {
    Random random = new Random(seed);
    double[][] y = new double[PERIODS][audiences];
    for (int t = 0; t < PERIODS; t++) {
      for (int i = 0; i < audiences; i++) {
        double mean = .4 + apart.applyAsDouble(t) * level.applyAsDouble(i);
        y[t][i] = Math.min(1, Math.max(0, mean + noise * random.nextGaussian()));
      }
    }
    Series series = Series.constantR(y, noise * noise);
    List<Integer> periods = new ArrayList<>();
    try (OnlineEngine engine = series.newEngine()) {
      for (int t = 0; t < PERIODS; t++) {
        series.feed(engine, t);
        int period = t;
        engine.alerts().stream()
            .filter(alert -> alert.kind() == AlertKind.CONSENSUS)
            .forEach(alert -> periods.add(period));
      }
    }
    return periods;
  }
}
