// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks;

import static io.undertone.sinks.SampleResults.TIMES;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.IntStream;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes alone is written at once; what follows closely shares a transaction. */
class StoreWriterTest {
  @TempDir Path directory;

  private final Clock clock = new Clock();
  private final List<List<Integer>> written = new ArrayList<>();

  private StoreWriter<Integer> writer(int rows) throws Exception {
    return new StoreWriter<>(
        ResultDatabase.open(directory.resolve("undertone.db"), TIMES),
        (store, elements) -> written.add(elements),
        element -> rows,
        clock,
        new UnregisteredMetricsGroup());
  }

  @Test
  void whatComesAloneIsVisibleAtOnceAndWhatFollowsASecondLater() throws Exception {
    try (StoreWriter<Integer> writer = writer(1)) {
      write(writer, 1);
      assertThat(written).containsExactly(List.of(1));
      clock.pass(400);
      write(writer, 2);
      write(writer, 3);
      assertThat(written).hasSize(1);
      clock.pass(599);
      assertThat(written).hasSize(1);
      clock.pass(1);
      assertThat(written).containsExactly(List.of(1), List.of(2, 3));
      clock.pass(1000);
      write(writer, 4);
      assertThat(written).endsWith(List.of(4));
    }
  }

  @Test
  void aCheckpointLeavesNothingBehind() throws Exception {
    try (StoreWriter<Integer> writer = writer(1)) {
      write(writer, 1);
      write(writer, 2);
      writer.flush(false);
      assertThat(written).containsExactly(List.of(1), List.of(2));
      clock.pass(5000);
      assertThat(written).hasSize(2);
    }
  }

  @Test
  void whatWasNotWrittenBeforeAFailureIsNotWrittenAfterIt() throws Exception {
    StoreWriter<Integer> writer = writer(1);
    write(writer, 1);
    write(writer, 2);
    writer.close();
    clock.pass(5000);
    assertThat(written).containsExactly(List.of(1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everythingIsWrittenOnceAndInOrderInBoundedBatches(long seed) throws Exception {
    Random random = new Random(seed);
    int rows = 1 + random.nextInt(500);
    try (StoreWriter<Integer> writer = writer(rows)) {
      for (int i = 0; i < 3000; i++) {
        write(writer, i);
        if (random.nextInt(5) == 0) {
          clock.pass(random.nextInt(40));
        }
        if (random.nextInt(500) == 0) {
          writer.flush(false);
        }
      }
      writer.flush(true);
    }
    assertThat(written.stream().flatMap(List::stream))
        .containsExactlyElementsOf(IntStream.range(0, 3000).boxed().toList());
    assertThat(written)
        .allSatisfy(
            batch -> {
              assertThat(batch).hasSizeBetween(1, 256);
              assertThat(batch.size() * rows).isLessThan(20_000 + rows);
            });
    assertThat(written).hasSizeLessThan(1500);
  }

  private static void write(StoreWriter<Integer> writer, int element) throws Exception {
    writer.write(element, new NoContext());
  }

  private static final class NoContext
      implements org.apache.flink.api.connector.sink2.SinkWriter.Context {
    @Override
    public long currentWatermark() {
      return Long.MIN_VALUE;
    }

    @Override
    public @Nullable Long timestamp() {
      return null;
    }
  }

  /** A clock that stands still until it is told to go on. */
  private static final class Clock implements ProcessingTimeService {
    private record Timer(long at, ProcessingTimeCallback callback) {}

    private final List<Timer> timers = new ArrayList<>();
    private long now = 1_000_000;

    @Override
    public long getCurrentProcessingTime() {
      return now;
    }

    @Override
    public @Nullable ScheduledFuture<?> registerTimer(long at, ProcessingTimeCallback callback) {
      timers.add(new Timer(at, callback));
      return null;
    }

    void pass(long millis) throws Exception {
      now += millis;
      for (Timer timer : List.copyOf(timers)) {
        if (timer.at() <= now) {
          timers.remove(timer);
          timer.callback().onProcessingTime(timer.at());
        }
      }
    }
  }
}
