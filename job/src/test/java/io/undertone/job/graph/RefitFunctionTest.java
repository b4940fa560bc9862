// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static io.undertone.job.graph.Streams.aligned;
import static io.undertone.job.graph.Streams.audience;
import static io.undertone.job.graph.Streams.period;
import static io.undertone.job.graph.Streams.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.refit.RefitOptions;
import io.undertone.dynamics.tally.AlignedPeriod;
import io.undertone.dynamics.tally.AudiencePeriod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefitFunctionTest {
  private KeyedOneInputStreamOperatorTestHarness<String, AlignedPeriod, Findings> harness;
  private long watermark;

  @BeforeEach
  void open() throws Exception {
    harness = harness();
    harness.open();
    watermark = Long.MIN_VALUE;
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AlignedPeriod, Findings> harness()
      throws Exception {
    return harness(WarmStart.none());
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AlignedPeriod, Findings> harness(
      WarmStart warmStart) throws Exception {
    return harness(RefitOptions.defaults(Streams.DEADLINES.calendar()), warmStart);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AlignedPeriod, Findings> harness(
      RefitOptions options, WarmStart warmStart) throws Exception {
    return harness(new RefitFunction(Streams.DEADLINES, options, warmStart, true));
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, AlignedPeriod, Findings> harness(
      RefitFunction function) throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(function), AlignedPeriod::topic, Types.STRING);
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void aSettledPeriodIsNotLearntTwice() throws Exception {
    for (int day = 0; day < 12; day++) {
      send(random(day, 7));
    }
    send(random(0, 8));
    assertThat(harness.extractOutputValues()).hasSize(12);
    send(random(12, 7));
    assertThat(harness.extractOutputValues()).hasSize(13);
  }

  @Test
  void everyClosedPeriodGivesItsRows() throws Exception {
    for (int day = 0; day < 12; day++) {
      send(random(day, 7));
    }
    List<Findings> findings = harness.extractOutputValues();
    assertThat(findings).hasSize(12);
    Findings last = findings.get(11);
    assertThat(last.audienceSentiments()).hasSize(3).allMatch(a -> a.revision() == 0);
    assertThat(last.influences()).extracting(Influence::model).contains("french-degroot");
    assertThat(last.forecasts())
        .filteredOn(f -> f.model().equals("mean"))
        .extracting(AudienceForecast::periodStart)
        .containsOnly(period(12).start());
    assertThat(last.forecasts())
        .filteredOn(f -> f.model().equals("undertone"))
        .extracting(AudienceForecast::periodStart)
        .contains(period(12).start(), period(15).start());
    assertThat(last.modelScores()).first().satisfies(s -> assertThat(s.model()).isEqualTo("mean"));
  }

  @Test
  void revisedRunEndsWithTheRowsOfTheOrderedRun() throws Exception {
    List<AlignedPeriod> clean = new ArrayList<>();
    for (int day = 0; day < 9; day++) {
      clean.add(random(day, 11));
    }
    for (AlignedPeriod period : clean) {
      send(period);
    }
    Map<String, Object> ordered = finalRows(harness.extractOutputValues());
    harness.close();
    open();
    for (int day = 0; day < 9; day++) {
      // day 6 closes without one blogger, who comes late
      AlignedPeriod full = clean.get(day);
      send(day == 6 ? aligned(6, full.audiences().get(0)) : full);
    }
    send(clean.get(6));
    List<Findings> out = harness.extractOutputValues();
    assertThat(finalRows(out)).isEqualTo(ordered);
    assertThat(out).hasSize(9 + 3);
    assertThat(out.get(11).audienceSentiments()).allMatch(a -> a.revision() == 1);
    assertThat(out.subList(9, 12)).allMatch(f -> f.modelScores().isEmpty());
  }

  @Test
  void restoredOperatorGoesOnAsIfNothingHadHappened() throws Exception {
    List<AlignedPeriod> periods = new ArrayList<>();
    for (int day = 0; day < 10; day++) {
      periods.add(random(day, 5));
    }
    for (AlignedPeriod period : periods) {
      send(period);
    }
    List<Findings> undisturbed = harness.extractOutputValues();
    harness.close();
    open();
    for (AlignedPeriod period : periods.subList(0, 6)) {
      send(period);
    }
    var snapshot = harness.snapshot(1, 1);
    harness.close();
    harness = harness();
    harness.initializeState(snapshot);
    harness.open();
    for (AlignedPeriod period : periods.subList(6, 10)) {
      send(period);
    }
    assertThat(harness.extractOutputValues()).isEqualTo(undisturbed.subList(6, 10));
  }

  @Test
  void warmStartGoesOnFromTheHistoryLessItsLastPeriod(@TempDir Path directory) throws Exception {
    List<AlignedPeriod> periods = new ArrayList<>();
    for (int day = 0; day < 14; day++) {
      periods.add(random(day, 9));
    }
    for (AlignedPeriod period : periods) {
      send(period);
    }
    Map<String, Object> uninterrupted = finalRows(harness.extractOutputValues().subList(9, 14));
    harness.close();
    open();
    for (AlignedPeriod period : periods.subList(0, 10)) {
      send(period);
    }
    harness.processWatermark(Long.MAX_VALUE);
    List<RefitPart> learnt =
        harness.getSideOutput(RefitFunction.LEARNT).stream().map(r -> r.getValue()).toList();
    WarmStart.write(learnt, directory.resolve("warm"));
    harness.close();
    WarmStart warm = WarmStart.read(directory.resolve("warm"));
    assertThat(warm.upTo().get("t")).isEqualTo(period(9).start());
    harness = harness(warm);
    harness.open();
    watermark = Long.MIN_VALUE;
    for (AlignedPeriod period : periods.subList(9, 14)) {
      send(period);
    }
    assertThat(finalRows(harness.extractOutputValues())).isEqualTo(uninterrupted);
  }

  @Test
  void nothingIsLearntAgainAtTheEndUnlessItIsExported() throws Exception {
    harness.close();
    RefitOptions options = RefitOptions.defaults(Streams.DEADLINES.calendar());
    harness = harness(new RefitFunction(Streams.DEADLINES, options, WarmStart.none(), false));
    harness.open();
    for (int day = 0; day < 5; day++) {
      send(random(day, 9));
    }
    int entries = harness.numKeyedStateEntries();
    harness.processWatermark(Long.MAX_VALUE);
    assertThat(harness.getSideOutput(RefitFunction.LEARNT)).isNull();
    assertThat(harness.numKeyedStateEntries()).isEqualTo(entries);
  }

  @Test
  void whatWasLearntIsExportedOnce() throws Exception {
    for (int day = 0; day < 5; day++) {
      send(random(day, 9));
    }
    harness.processWatermark(Long.MAX_VALUE);
    List<String> parts =
        harness.getSideOutput(RefitFunction.LEARNT).stream().map(r -> r.getValue().part()).toList();
    assertThat(parts).doesNotHaveDuplicates().contains("shared");
  }

  @Test
  void fileThatIsNoWarmStartIsRefusedInOneSentence(@TempDir Path directory) throws Exception {
    Path other = Files.writeString(directory.resolve("other"), "hello");
    assertThatThrownBy(() -> WarmStart.read(other))
        .hasMessageContaining("is no warm start of this version");
    assertThatThrownBy(() -> WarmStart.read(directory.resolve("none")))
        .hasMessageContaining("There is no warm start");
  }

  @Test
  void noThreadOutlivesAFailure() throws Exception {
    Set<Thread> before = rowThreads();
    harness.close();
    RefitOptions defaults = RefitOptions.defaults(Streams.DEADLINES.calendar());
    harness =
        harness(
            new RefitOptions(
                defaults.calendar(),
                defaults.scores(),
                defaults.history(),
                defaults.models(),
                2,
                defaults.silence(),
                defaults.content()),
            WarmStart.none());
    harness.open();
    for (int day = 0; day < 3; day++) {
      send(many(day));
    }
    assertThatThrownBy(() -> send(aligned(2, audience("b0", 2))))
        .hasStackTraceContaining("A period without posts is missing");
    assertThat(rowThreads()).isNotEqualTo(before);
    harness.close();
    for (Thread thread : rowThreads()) {
      if (!before.contains(thread)) {
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  private static Set<Thread> rowThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("undertone-rows"))
        .collect(Collectors.toSet());
  }

  private static AlignedPeriod many(int day) {
    return aligned(
        day,
        IntStream.range(0, 40)
            .mapToObj(i -> audience("b" + i, day, post("b" + i, i + "-" + day, day, i / 40.0)))
            .toArray(AudiencePeriod[]::new));
  }

  @Test
  void openPeriodsAreForgottenOnceTheyCanNoLongerChange() throws Exception {
    for (int day = 0; day < 30; day++) {
      send(random(day, 3));
    }
    // 3 days of lateness: 3 open periods with their revisions, the base, the scores
    assertThat(harness.numKeyedStateEntries()).isLessThan(20);
  }

  /** A period in order comes at its closing, a revised one just after the last. */
  private void send(AlignedPeriod aligned) throws Exception {
    watermark = Math.max(watermark + 1, aligned.period().end().toEpochMilli() - 1);
    harness.processElement(aligned, watermark);
    harness.processWatermark(watermark);
  }

  private static AlignedPeriod random(int day, long seed) {
    Random random = new Random(seed * 1000 + day);
    return aligned(
        day,
        audience("ann", day, post("ann", "a" + day, day, random.nextDouble())),
        audience(
            "bob",
            day,
            post("bob", "b" + day, day, random.nextDouble()),
            post("bob", "bb" + day, day, random.nextDouble())),
        audience("cat", day, post("cat", "c" + day, day, random.nextDouble())));
  }

  /** The last row of each key, without its revision. */
  private static Map<String, Object> finalRows(List<Findings> findings) {
    Map<String, Object> rows = new TreeMap<>();
    for (Findings f : findings) {
      // an issue replaces the period's rows: an edge may not be there any more
      rows.keySet().removeIf(key -> key.startsWith("influence " + f.periodEnd()));
      f.audienceSentiments()
          .forEach(
              a ->
                  rows.put(
                      "audience " + a.periodStart() + a.blogger(),
                      List.of(String.valueOf(a.sentiment()), String.valueOf(a.standardError()))));
      f.influences()
          .forEach(
              i ->
                  rows.put(
                      "influence " + i.asOf() + i.model() + i.source() + ">" + i.target(),
                      String.valueOf(i.weight())));
      f.forecasts()
          .forEach(
              p ->
                  rows.put(
                      "forecast " + p.madeAt() + p.model() + p.blogger(),
                      p.mean() + " " + p.lower80()));
    }
    return rows;
  }
}
