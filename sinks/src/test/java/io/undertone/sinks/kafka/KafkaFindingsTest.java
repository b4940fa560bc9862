// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.Findings;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultTable;
import io.undertone.sinks.ResultTarget;
import io.undertone.sinks.RowJson;
import io.undertone.sinks.RowQuery;
import io.undertone.sinks.SampleResults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KafkaFindingsTest {
  private static final Duration LATENESS = Duration.ofDays(14);
  private static final String RUN = "r";

  private KeyedOneInputStreamOperatorTestHarness<String, Findings, KafkaRow> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new KafkaFindings(SampleResults.TIMES, RUN, LATENESS)),
            Findings::topic,
            Types.STRING);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  /** Whatever is issued of whatever period in whatever order, of every table. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aCompactedTopicEndsWithTheRowsOfADatabase(long seed, @TempDir Path directory)
      throws Exception {
    Random random = new Random(seed);
    Path file = directory.resolve("undertone.db");
    List<Findings> samples = SampleResults.huawei(8).findings().subList(4, 7);
    try (var database = ResultTarget.file(file, SampleResults.TIMES).as(RUN, 0).open()) {
      for (int i = 0; i < 60; i++) {
        Findings sample = samples.get(random.nextInt(samples.size()));
        Findings issue = part(sample, i < 15 || random.nextInt(4) == 0, random);
        database.write(issue);
        harness.processElement(issue, i);
        if (i % 10 == 5) {
          goOnFromTheStateOfBefore();
        }
      }
      collect();
    }
    Map<ResultTable, Integer> tombstones = new TreeMap<>();
    Map<String, Map<String, String>> topics = new TreeMap<>();
    for (KafkaRow row : records) {
      Map<String, String> topic = topics.computeIfAbsent(row.table(), t -> new TreeMap<>());
      if (row.value() == null) {
        tombstones.merge(ResultTable.named(row.table()), 1, Integer::sum);
        topic.remove(row.key());
      } else {
        topic.put(row.key(), row.value());
      }
    }
    try (ResultReader results = ResultReader.open(file.toString())) {
      for (ResultTable table : KafkaTopics.resultTables()) {
        assertThat(topics.getOrDefault(table.tableName(), Map.of()))
            .as(table.tableName())
            .isEqualTo(rows(results, table));
      }
    }
    List<ResultTable> withdrawn = new ArrayList<>(KafkaTopics.resultTables());
    withdrawn.remove(ResultTable.MODEL_SCORE);
    assertThat(tombstones.keySet()).containsExactlyInAnyOrderElementsOf(withdrawn);
  }

  private final List<KafkaRow> records = new ArrayList<>();

  private void goOnFromTheStateOfBefore() throws Exception {
    collect();
    var state = harness.snapshot(1, 1);
    harness.close();
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new KafkaFindings(SampleResults.TIMES, RUN, LATENESS)),
            Findings::topic,
            Types.STRING);
    harness.initializeState(state);
    harness.open();
  }

  private void collect() {
    records.addAll(harness.extractOutputValues());
  }

  private Map<String, String> rows(ResultReader results, ResultTable table) throws Exception {
    RowJson json = new RowJson(table, SampleResults.TIMES, RUN);
    Map<String, String> rows = new TreeMap<>();
    for (Record row : results.rows(table.row(), RowQuery.all())) {
      rows.put(json.key(row), json.value(row));
    }
    return rows;
  }

  /** Some of the rows, final or provisional. */
  private static Findings part(Findings of, boolean open, Random random) {
    return Findings.of(of.topic(), of.periodStart(), of.periodEnd(), 0)
        .audienceSentiments(
            open
                ? provisional(of.audienceSentiments(), random)
                : some(of.audienceSentiments(), random))
        .influences(open ? List.of() : some(of.influences(), random))
        .forecasts(open ? List.of() : some(of.forecasts(), random))
        .modelScores(open ? List.of() : some(of.modelScores(), random))
        .privateOpinions(open ? List.of() : some(of.privateOpinions(), random))
        .alerts(open ? List.of() : some(of.alerts(), random))
        .evidence(open ? List.of() : some(of.evidence(), random))
        .modelStatuses(open ? List.of() : some(of.modelStatuses(), random))
        .postNowcasts(open ? SampleResults.nowcasts(some(of.evidence(), random)) : List.of())
        .build();
  }

  private static List<AudienceSentiment> provisional(List<AudienceSentiment> rows, Random random) {
    return some(rows, random).stream()
        .map(
            row ->
                new AudienceSentiment(
                    row.topic(),
                    row.blogger(),
                    row.periodStart(),
                    row.periodEnd(),
                    row.sentiment(),
                    row.standardError(),
                    row.comments(),
                    row.posts(),
                    row.effectivePosts(),
                    row.contentEffect(),
                    row.nowcast(),
                    row.nowcastError(),
                    true,
                    row.scorer(),
                    row.unscored(),
                    row.commentVariance(),
                    AudienceSentiment.PROVISIONAL_REVISION))
        .toList();
  }

  private static <T> List<T> some(List<T> rows, Random random) {
    return rows.stream().filter(row -> random.nextInt(4) > 0).toList();
  }

  @Test
  void aPeriodIsForgottenOnceItCanNoLongerBeIssued() throws Exception {
    Findings first = SampleResults.huawei(2).findings().get(0);
    harness.processElement(first, 1);
    long end = first.periodEnd().plus(LATENESS).toEpochMilli();
    harness.processWatermark(end - 1);
    assertThat(harness.numKeyedStateEntries()).isEqualTo(1);
    harness.processWatermark(end);
    assertThat(harness.numKeyedStateEntries()).isZero();
    assertThat(harness.numEventTimeTimers()).isZero();
  }
}
