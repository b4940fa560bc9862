// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static io.undertone.job.graph.Streams.at;
import static io.undertone.job.graph.Streams.closing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.refit.RefitOptions;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import io.undertone.dynamics.tally.PostSummary;
import io.undertone.dynamics.tally.Standing;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefitOperatorTest {
  private static final int TOPICS = 200;
  private static final int DAYS = 5;

  @TempDir Path directory;

  @Test
  void stateThatCannotBeReadEndsTheJobWhenItOpens() throws Exception {
    byte[] unknown = {0, 0, 3, -25, 1, 2, 3};
    Path file = directory.resolve("warm");
    WarmStart.write(List.of(new RefitPart("t", at(0, 0), "shared", unknown)), file);
    OperatorSubtaskState snapshot;
    try (var harness = harness(WarmStart.read(file))) {
      harness.open();
      send(harness, period("t", 1, new Random(1), Standing.CLOSED), closing(1));
      assertThatThrownBy(() -> harness.processWatermark(closing(1)));
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = harness(WarmStart.none())) {
      harness.initializeState(snapshot);
      assertThatThrownBy(harness::open)
          .isInstanceOf(SuppressRestartsException.class)
          .hasStackTraceContaining("What was learnt of topic 't' cannot be read");
    }
  }

  /** However many topics share a slot, showing an open period costs none of them a refit. */
  @Test
  void openPeriodsOfManyTopicsAreShownWithoutRefits() throws Exception {
    Random random = new Random(7);
    try (var harness = harness(WarmStart.none())) {
      harness.open();
      for (int day = 0; day < DAYS; day++) {
        for (int topic = 0; topic < TOPICS; topic++) {
          send(harness, period("t" + topic, day, random, Standing.CLOSED), closing(day));
        }
        harness.processWatermark(closing(day));
      }
      long before = rebuilt(harness);
      int closed = harness.extractOutputValues().size();
      assertThat(closed).isEqualTo(TOPICS * DAYS);
      for (int round = 0; round < 3; round++) {
        for (int topic = 0; topic < TOPICS; topic++) {
          send(harness, period("t" + topic, DAYS, random, Standing.OPEN), closing(DAYS) - 1);
        }
      }
      List<Findings> shown = harness.extractOutputValues().subList(closed, closed + 3 * TOPICS);
      assertThat(shown).hasSize(3 * TOPICS);
      assertThat(shown)
          .allMatch(f -> f.audienceSentiments().stream().allMatch(a -> a.provisional()));
      assertThat(shown)
          .allMatch(f -> f.audienceSentiments().stream().allMatch(a -> a.nowcast() != null));
      assertThat(rebuilt(harness)).isEqualTo(before);
    }
  }

  /** Whether refits have room, little or none: the same rows, and no period is learnt again. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void refitsWithoutRoomGoOnWhereTheyWere(long seed) throws Exception {
    List<Findings> roomy = rows(seed, Long.MAX_VALUE / 4, false);
    assertThat(roomy).hasSizeGreaterThan(100);
    for (long bytes : new long[] {1, 1 << 20}) {
      assertThat(rows(seed, bytes, false)).as("bytes " + bytes).isEqualTo(roomy);
      assertThat(rows(seed, bytes, true)).as("restarted, bytes " + bytes).isEqualTo(roomy);
    }
  }

  private static List<Findings> rows(long seed, long liveBytes, boolean restarts) throws Exception {
    Random random = new Random(seed);
    List<Findings> rows = new ArrayList<>();
    var harness = harness(WarmStart.none(), liveBytes);
    try {
      harness.open();
      for (int day = 0; day < 9; day++) {
        List<AlignedPeriod> periods = new ArrayList<>();
        for (int topic = 0; topic < 6; topic++) {
          String name = "t" + topic;
          send(harness, period(name, day, random, Standing.OPEN), closing(day) - 2);
          if (random.nextInt(8) > 0) {
            periods.add(period(name, day, random, Standing.CLOSED));
          }
          if (day > 1 && random.nextInt(4) == 0) {
            periods.add(period(name, day - 1, random, Standing.CLOSED));
          }
        }
        for (AlignedPeriod period : periods) {
          send(harness, period, closing(day));
        }
        harness.processWatermark(closing(day));
        if (restarts && day % 3 == 1) {
          OperatorSubtaskState snapshot = harness.snapshot(day, day);
          rows.addAll(harness.extractOutputValues());
          harness.close();
          harness = harness(WarmStart.none(), liveBytes);
          harness.initializeState(snapshot);
          harness.open();
        }
      }
      rows.addAll(harness.extractOutputValues());
    } finally {
      harness.close();
    }
    return rows;
  }

  /** A topic's refit is learnt once, however many others take its place before its next period. */
  @Test
  void periodsOfManyTopicsAreLearntOnce() throws Exception {
    Random random = new Random(3);
    try (var harness = harness(WarmStart.none(), 1)) {
      harness.open();
      for (int day = 0; day < DAYS; day++) {
        for (int topic = 0; topic < 40; topic++) {
          send(harness, period("t" + topic, day, random, Standing.OPEN), closing(day) - 2);
        }
        for (int topic = 0; topic < 40; topic++) {
          send(harness, period("t" + topic, day, random, Standing.CLOSED), closing(day));
        }
        harness.processWatermark(closing(day));
      }
      assertThat(rebuilt(harness)).as("only what has learnt nothing yet").isLessThanOrEqualTo(80);
    }
  }

  private static long rebuilt(KeyedOneInputStreamOperatorTestHarness<?, ?, ?> harness) {
    RefitOperator operator = (RefitOperator) harness.getOperator();
    return ((RefitFunction) operator.getUserFunction()).rebuilt();
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AlignedPeriod, Findings> harness(
      WarmStart warmStart) throws Exception {
    return harness(warmStart, Long.MAX_VALUE / 4);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AlignedPeriod, Findings> harness(
      WarmStart warmStart, long liveBytes) throws Exception {
    RefitOptions options = RefitOptions.defaults(Streams.DEADLINES.calendar());
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new RefitOperator(
            new RefitFunction(Streams.DEADLINES, options, warmStart, true)
                .withLiveBytes(liveBytes)),
        AlignedPeriod::topic,
        Types.STRING);
  }

  private static void send(
      KeyedOneInputStreamOperatorTestHarness<String, AlignedPeriod, Findings> harness,
      AlignedPeriod period,
      long timestamp)
      throws Exception {
    harness.processElement(period, timestamp);
  }

  private static AlignedPeriod period(String topic, int day, Random random, Standing standing) {
    List<AudiencePeriod> audiences = new ArrayList<>();
    for (String blogger : List.of("ann", "bob")) {
      PostSummary post = Streams.post(blogger, "p" + day, day, random.nextDouble());
      audiences.add(
          AudiencePeriod.of(
              topic, blogger, Streams.period(day), List.of(post), standing, at(day, 12)));
    }
    return new AlignedPeriod(topic, Streams.period(day), audiences, standing, at(day, 12));
  }
}
