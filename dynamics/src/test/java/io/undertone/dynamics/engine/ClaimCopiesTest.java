// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.undertone.dynamics.engine.EngineFindings.EdgeEstimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimCopiesTest {
  private static final int PERIODS = 150;

  /** Audiences join over time, also across the size from which rows choose their sources. */
  @ParameterizedTest
  @CsvSource({"4, 1", "4, 70", "30, 1", "30, 70"})
  void copiesThatHardlyDifferSayWhatOneSays(int audiences, int apartFrom) {
    try (OnlineEngine one = new OnlineEngine(1);
        OnlineEngine two = new OnlineEngine(1)) {
      run(one, audiences, 0, apartFrom, 0, PERIODS);
      run(two, audiences, 1e-9, apartFrom, 0, PERIODS);
      List<EdgeEstimate> single = one.influences();
      List<EdgeEstimate> both = two.influences();
      assertThat(both).hasSameSizeAs(single);
      assertThat(single).anyMatch(edge -> !Double.isNaN(edge.pValue()));
      for (int k = 0; k < single.size(); k++) {
        EdgeEstimate a = single.get(k);
        EdgeEstimate b = both.get(k);
        assertThat(b.source()).isEqualTo(a.source());
        assertThat(Double.isNaN(b.pValue())).isEqualTo(Double.isNaN(a.pValue()));
        if (!Double.isNaN(a.pValue())) {
          assertThat(b.pValue()).isCloseTo(a.pValue(), within(1e-4));
        }
        assertThat(b.explained()).isFalse();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4, 1, 60", "4, 70, 60", "30, 1, 90", "30, 95, 90"})
  void aRestoredEngineGoesOnBitForBit(int audiences, int apartFrom, int at) {
    try (OnlineEngine calm = new OnlineEngine(1);
        OnlineEngine first = new OnlineEngine(1)) {
      run(calm, audiences, .05, apartFrom, 0, PERIODS);
      run(first, audiences, .05, apartFrom, 0, at);
      try (OnlineEngine second = OnlineEngine.importState(first.exportState(), 1)) {
        run(second, audiences, .05, apartFrom, at, PERIODS);
        assertThat(second.influences()).isEqualTo(calm.influences());
        EngineStateTest.assertSame(second.exportState(), calm.exportState());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"4", "30"})
  void forecastsAndWeightsDoNotDependOnWhatWordsExplain(int audiences) {
    try (OnlineEngine without = new OnlineEngine(1);
        OnlineEngine with = new OnlineEngine(1)) {
      run(without, audiences, 0, 1, 0, PERIODS);
      run(with, audiences, .05, 1, 0, PERIODS);
      assertThat(with.forecast(3).means()).isDeepEqualTo(without.forecast(3).means());
      assertThat(with.influences())
          .extracting(EdgeEstimate::weight)
          .isEqualTo(
              new ArrayList<>(without.influences().stream().map(EdgeEstimate::weight).toList()));
    }
  }

  private static void run(
      OnlineEngine engine, int audiences, double words, int apartFrom, int from, int until) {
    for (int t = 0; t < until; t++) {
      int n = Math.max(3, Math.min(audiences, 3 + t / 2));
      Random random = new Random(31L * t + 7);
      double[] y = new double[n];
      double[] explained = new double[n];
      double[] r = new double[n];
      boolean[] observed = new boolean[n];
      for (int i = 0; i < n; i++) {
        y[i] = Math.max(0, Math.min(1, .5 + .1 * random.nextGaussian()));
        explained[i] = t >= apartFrom ? words * random.nextGaussian() : 0;
        observed[i] = random.nextDouble() < .9;
        r[i] = .004;
      }
      if (t >= from) {
        while (engine.size() < n) {
          int unused = engine.join();
        }
        double[] effect = new double[n];
        Arrays.fill(effect, Double.NaN);
        engine.observe(y, effect, explained, observed, r);
      }
    }
  }
}
