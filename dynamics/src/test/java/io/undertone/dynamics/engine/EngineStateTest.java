// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.dynamics.engine.OnlineEngine.EngineState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineStateTest {

  /** Small crowds, and one that outgrows the number up to which everybody listens to everybody. */
  @ParameterizedTest
  @CsvSource({"3, 5, 40", "5, 9, 30", "20, 30, 50"})
  void anImportedEngineContinuesBitForBitFromAnyPeriod(int first, int last, int periods) {
    Series series = gappy(Simulation.network(last, periods, .03, 4).series());
    Random random = new Random(first);
    OnlineEngine whole = new OnlineEngine(1);
    OnlineEngine part = new OnlineEngine(1);
    for (int t = 0; t < periods; t++) {
      if (t < 2 || random.nextInt(4) == 0) {
        EngineState state = part.exportState();
        part.close();
        part = OnlineEngine.importState(state, 1);
        assertSame(part.exportState(), state);
      }
      int n = Math.min(last, first + t / 3);
      growing(series, t, n, whole);
      growing(series, t, n, part);
      assertThat(part.forecast(2).means()).isDeepEqualTo(whole.forecast(2).means());
      assertThat(part.forecast(2).variances()).isDeepEqualTo(whole.forecast(2).variances());
      assertThat(part.alerts()).isEqualTo(whole.alerts());
    }
    assertSame(part.exportState(), whole.exportState());
    assertThat(part.influences()).isEqualTo(whole.influences());
    whole.close();
    part.close();
  }

  private static void growing(Series series, int t, int n, OnlineEngine engine) {
    while (engine.size() < n) {
      assertThat(engine.join()).isEqualTo(engine.size() - 1);
    }
    engine.observe(
        Arrays.copyOf(series.y()[t], n),
        Arrays.copyOf(series.observed(t), n),
        Arrays.copyOf(series.r()[t], n));
  }

  @ParameterizedTest
  @ValueSource(ints = {18, 40})
  void theNumberOfThreadsChangesNothing(int audiences) {
    Series series = gappy(Simulation.network(audiences, 45, .03, 8).series());
    try (OnlineEngine one = series.newEngine(1);
        OnlineEngine many = series.newEngine(3)) {
      for (int t = 0; t < series.periods(); t++) {
        series.feed(one, t);
        series.feed(many, t);
      }
      assertSame(many.exportState(), one.exportState());
      assertThat(many.influences()).isEqualTo(one.influences());
      assertThat(many.forecast(3).means()).isDeepEqualTo(one.forecast(3).means());
    }
  }

  @Test
  void aSnapshotRollsBackSoThatRevisedPeriodsCanBeReplayed() {
    Series series = Simulation.network(5, 50, .03, 6).series();
    OnlineEngine ordered = series.run(50);
    OnlineEngine snapshot = series.run(12);
    EngineState kept = snapshot.exportState();
    EngineState unchanged = snapshot.exportState();
    series.feed(snapshot, 12);
    assertSame(kept, unchanged);
    OnlineEngine replayed = OnlineEngine.importState(kept, 1);
    for (int t = 12; t < 50; t++) {
      series.feed(replayed, t);
    }
    assertSame(replayed.exportState(), ordered.exportState());
  }

  @Test
  void aRowsSizeDoesNotGrowWithTheCrowd() {
    int[] small = largestRow(30);
    int[] large = largestRow(60);
    assertThat(large[0]).isLessThanOrEqualTo(small[0]);
    assertThat(large[1]).isEqualTo(small[1]);
  }

  /** No audience costs more than 100 kB, however long the record. */
  @ParameterizedTest
  @ValueSource(ints = {7, 24})
  void anAudienceCostsAtMostAHundredKilobytes(int n) {
    assertThat(largestRow(n)[0]).isLessThanOrEqualTo(100_000);
  }

  private static int[] largestRow(int n) {
    Series series = Simulation.network(n, 200, .03, 3).series();
    try (OnlineEngine engine = series.run(200)) {
      EngineState state = engine.exportState();
      int largest = state.rows().stream().mapToInt(row -> row.length).max().orElse(0);
      return new int[] {largest, state.shared().length};
    }
  }

  @Test
  void statesThatDoNotFitAreRefused() {
    EngineState state = Simulation.network(3, 10, .03, 1).series().run(10).exportState();
    assertRefused(new byte[0], state.rows(), "State part 'engine' was expected");
    byte[] old = state.shared().clone();
    old[3]++;
    assertRefused(old, state.rows(), "'engine' was expected");
    List<byte[]> rows = new ArrayList<>(state.rows());
    rows.set(1, Arrays.copyOf(rows.get(1), 40));
    assertRefused(state.shared(), rows, "ends before its layout does");
    rows.set(1, Arrays.copyOf(state.rows().get(1), state.rows().get(1).length + 2));
    assertRefused(state.shared(), rows, "2 bytes more than its layout");
    rows.set(1, state.shared());
    assertRefused(state.shared(), rows, "'engine/row' was expected, 'engine' was found");
    rows.remove(1);
    assertRefused(state.shared(), rows, "of 3 audiences but has 2 rows");
  }

  private static void assertRefused(byte[] shared, List<byte[]> rows, String message) {
    assertThatThrownBy(() -> OnlineEngine.importState(new EngineState(shared, rows), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
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

  static void assertSame(EngineState actual, EngineState expected) {
    assertThat(actual.shared()).isEqualTo(expected.shared());
    assertThat(actual.rows()).hasSameSizeAs(expected.rows());
    for (int i = 0; i < actual.rows().size(); i++) {
      assertThat(actual.rows().get(i)).isEqualTo(expected.rows().get(i));
    }
  }
}
