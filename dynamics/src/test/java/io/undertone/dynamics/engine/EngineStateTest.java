// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineStateTest {
  private static final CandidatePolicy SMALL = new CandidatePolicy(6, 6, 4, 3);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 31})
  void anImportedEngineContinuesBitForBit(int interruption) {
    Series series = gappy(Simulation.network(8, 45, .03, 4).series());
    for (CandidatePolicy policy : List.of(CandidatePolicy.DEFAULT, SMALL)) {
      OnlineEngine whole = new OnlineEngine(1, policy);
      OnlineEngine part = new OnlineEngine(1, policy);
      for (int t = 0; t < series.periods(); t++) {
        if (t == interruption) {
          EngineState state = part.exportState();
          part.close();
          part = OnlineEngine.importState(state, 1, policy);
          assertSame(part.exportState(), state);
        }
        growing(series, t, whole);
        growing(series, t, part);
        assertThat(part.forecast(2).means()).isDeepEqualTo(whole.forecast(2).means());
        assertThat(part.forecast(2).variances()).isDeepEqualTo(whole.forecast(2).variances());
        assertThat(part.alerts()).isEqualTo(whole.alerts());
      }
      assertSame(part.exportState(), whole.exportState());
      assertThat(part.influences()).isEqualTo(whole.influences());
      whole.close();
      part.close();
    }
  }

  /** Five bloggers from the start, one more every sixth period. */
  private static void growing(Series series, int t, OnlineEngine engine) {
    int n = Math.min(series.bloggers(), 5 + t / 6);
    while (engine.size() < n) {
      assertThat(engine.join()).isEqualTo(engine.size() - 1);
    }
    engine.observe(
        Arrays.copyOf(series.y()[t], n),
        Arrays.copyOf(series.observed(t), n),
        Arrays.copyOf(series.r()[t], n));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void theNumberOfThreadsChangesNothing(int threads) {
    Series series = gappy(Simulation.network(20, 16, .03, 8).series());
    try (OnlineEngine one = series.newEngine(1);
        OnlineEngine many = series.newEngine(threads)) {
      for (int t = 0; t < series.periods(); t++) {
        series.feed(one, t);
        series.feed(many, t);
      }
      assertSame(many.exportState(), one.exportState());
    }
  }

  @Test
  void aSnapshotRollsBackSoThatRevisedPeriodsCanBeReplayed() {
    Series series = Simulation.network(5, 50, .03, 6).series();
    Series before = gappy(series);
    OnlineEngine ordered = series.run(50);
    OnlineEngine live = before.run(30);
    OnlineEngine snapshot = series.run(12);
    EngineState kept = snapshot.exportState();
    EngineState unchanged = snapshot.exportState();
    series.feed(snapshot, 12);
    assertSame(kept, unchanged);
    live.close();
    OnlineEngine replayed = OnlineEngine.importState(kept, 1);
    for (int t = 12; t < 50; t++) {
      series.feed(replayed, t);
    }
    assertSame(replayed.exportState(), ordered.exportState());
  }

  @Test
  void aRowsSizeDoesNotGrowWithTheCrowd() {
    long small = rowBytes(20);
    long large = rowBytes(40);
    assertThat(large).isEqualTo(small);
  }

  private static long rowBytes(int n) {
    Series series = Simulation.network(n, 40, .03, 3).series();
    CandidatePolicy policy = new CandidatePolicy(6, 6, 8, 5);
    OnlineEngine engine = new OnlineEngine(1, policy);
    for (int i = 0; i < n; i++) {
      engine.join();
    }
    for (int t = 0; t < 40; t++) {
      series.feed(engine, t);
    }
    return Double.BYTES * engine.exportState().rows().get(3).length;
  }

  @Test
  void statesThatDoNotFitAreRefused() {
    EngineState state = Simulation.network(3, 10, .03, 1).series().run(10).exportState();
    assertThatThrownBy(
            () -> OnlineEngine.importState(new EngineState(99, state.shared(), state.rows()), 1))
        .hasMessageContaining("layout 99; this version reads layout 2");
    List<double[]> rows = new ArrayList<>(state.rows());
    rows.set(1, Arrays.copyOf(rows.get(1), 40));
    assertThatThrownBy(
            () ->
                OnlineEngine.importState(
                    new EngineState(EngineState.CURRENT_LAYOUT, state.shared(), rows), 1))
        .hasMessageContaining("ends after 40 numbers");
    rows.set(1, Arrays.copyOf(state.rows().get(1), state.rows().get(1).length + 2));
    assertThatThrownBy(
            () ->
                OnlineEngine.importState(
                    new EngineState(EngineState.CURRENT_LAYOUT, state.shared(), rows), 1))
        .hasMessageContaining("2 numbers more than its layout");
    rows.remove(1);
    assertThatThrownBy(
            () ->
                OnlineEngine.importState(
                    new EngineState(EngineState.CURRENT_LAYOUT, state.shared(), rows), 1))
        .hasMessage("The engine state is of 3 bloggers but has 2 rows.");
  }

  static Series gappy(Series series) {
    double[][] y = new double[series.periods()][];
    for (int t = 0; t < y.length; t++) {
      y[t] = series.y()[t].clone();
      for (int i = 0; i < y[t].length; i++) {
        if ((t * 7 + i * 3) % 11 == 0) {
          y[t][i] = Double.NaN;
        }
      }
    }
    return new Series(y, series.r());
  }

  private static void assertSame(EngineState actual, EngineState expected) {
    assertThat(actual.layout()).isEqualTo(expected.layout());
    assertThat(bits(actual.shared())).isEqualTo(bits(expected.shared()));
    assertThat(actual.rows()).hasSameSizeAs(expected.rows());
    for (int i = 0; i < actual.rows().size(); i++) {
      assertThat(bits(actual.rows().get(i))).isEqualTo(bits(expected.rows().get(i)));
    }
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
