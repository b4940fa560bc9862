// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowLoopTest {
  private static final int ROWS = 200;

  /** Whichever row fails, on whichever thread, and however many of them. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void afterAnErrorNoThreadIsAtWorkAndTheErrorIsTheRowsOwn(int threads) {
    try (RowLoop loop = new RowLoop(threads)) {
      for (int seed = 0; seed < 20; seed++) {
        Random random = new Random(seed);
        int bad = random.nextInt(ROWS);
        boolean error = random.nextBoolean();
        int several = 1 + random.nextInt(40);
        AtomicInteger working = new AtomicInteger();
        assertThatThrownBy(
                () ->
                    loop.forEach(
                        ROWS,
                        (row, ws) -> {
                          working.incrementAndGet();
                          try {
                            Thread.sleep(row % 16 == 0 ? 1 : 0);
                            if (row >= bad && row < bad + several) {
                              fail(error);
                            }
                          } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                          } finally {
                            working.decrementAndGet();
                          }
                        }))
            .isExactlyInstanceOf(error ? AssertionError.class : RuntimeException.class)
            .hasMessage("row");
        assertThat(working).hasValue(0);
      }
      assertThat(everyRow(loop)).isTrue();
    }
  }

  private static void fail(boolean error) {
    if (error) {
      throw new AssertionError("row");
    }
    throw new RuntimeException("row");
  }

  @Test
  void anInterruptedCallerStillWaitsAndStaysInterrupted() {
    try (RowLoop loop = new RowLoop(3)) {
      Thread.currentThread().interrupt();
      assertThat(everyRow(loop)).isTrue();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void aClosedLoopSaysSo() {
    RowLoop loop = new RowLoop(2);
    loop.close();
    assertThatThrownBy(() -> everyRow(loop))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  private static boolean everyRow(RowLoop loop) {
    AtomicIntegerArray times = new AtomicIntegerArray(ROWS);
    loop.forEach(ROWS, (row, ws) -> times.incrementAndGet(row));
    for (int row = 0; row < ROWS; row++) {
      if (times.get(row) != 1) {
        return false;
      }
    }
    return true;
  }
}
