// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.PostVersion;
import io.undertone.ingest.UnjoinedComment;
import io.undertone.job.options.Settings;
import io.undertone.job.replay.EmbeddedCluster;
import io.undertone.job.replay.ReplayRun;
import io.undertone.sinks.CsvExport;
import io.undertone.sinks.ResultDatabase;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.ResultSink;
import io.undertone.sinks.ResultTarget;
import io.undertone.sinks.TimeFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole graph on real Flink: however records arrive within the allowed lateness, and at any
 * parallelism, the final rows are those of the ordered input.
 */
class ArrivalOrderIT {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final int DAYS = 9;

  @TempDir Path directory;

  /** A record and the event time at which a source delivers it. */
  private record Delivery(Instant at, int tie, Parsed parsed) {
    static final Comparator<Delivery> IN_ORDER =
        Comparator.comparing(Delivery::at).thenComparing(Delivery::tie);
  }

  @ParameterizedTest
  @CsvSource({"1,post", "2,post", "3,comment", "4,comment"})
  void finalRowsDoNotDependOnArrival(long seed, String periodBy) throws Exception {
    List<Parsed> records = records(new Random(seed));
    Map<String, List<String>> ordered = rows(1, periodBy, inOrder(records));
    assertThat(ordered.get("audience_sentiment")).hasSizeGreaterThan(2 * DAYS);
    assertThat(ordered.get("dead_letter")).hasSize(1);
    for (int parallelism = 1; parallelism <= 3; parallelism++) {
      Random random = new Random(seed * 31 + parallelism);
      Map<String, List<String>> shuffled = rows(parallelism, periodBy, late(records, random));
      for (String table : ordered.keySet()) {
        // scores keep the forecasts as first issued
        if (!table.equals("model_score")) {
          assertThat(shuffled.get(table))
              .as(table + " at parallelism " + parallelism)
              .isEqualTo(ordered.get(table));
        }
      }
    }
  }

  private static List<Parsed> inOrder(List<Parsed> records) {
    List<Delivery> deliveries = new ArrayList<>();
    for (Parsed parsed : records) {
      deliveries.add(
          new Delivery(Instant.ofEpochMilli(parsed.eventTime()), deliveries.size(), parsed));
    }
    return delivered(deliveries);
  }

  /** Each record up to a day late and every third one twice. */
  private static List<Parsed> late(List<Parsed> records, Random random) {
    List<Delivery> deliveries = new ArrayList<>();
    for (Parsed parsed : records) {
      Instant time = Instant.ofEpochMilli(parsed.eventTime());
      int copies = random.nextInt(3) == 0 ? 2 : 1;
      for (int copy = 0; copy < copies; copy++) {
        Duration delay = Duration.ofSeconds(random.nextInt((int) DAY.toSeconds()));
        deliveries.add(new Delivery(time.plus(delay), random.nextInt(), parsed));
      }
    }
    return delivered(deliveries);
  }

  private static List<Parsed> delivered(List<Delivery> deliveries) {
    deliveries.sort(Delivery.IN_ORDER);
    return deliveries.stream().map(Delivery::parsed).toList();
  }

  /** Posts of three bloggers; one's posts and comments arrive apart. */
  private static List<Parsed> records(Random random) {
    List<Parsed> records = new ArrayList<>();
    for (int p = 0; p < DAYS * 6; p++) {
      String blogger = List.of("ann", "bob", "cat").get(p % 3);
      String post = "p" + p;
      Instant posted =
          START.plus(DAY.multipliedBy(p / 6)).plusSeconds(random.nextInt((int) DAY.toSeconds()));
      boolean apart = p % 3 == 2;
      for (int version = 0; apart && version < 3; version++) {
        Instant seen = version == 0 ? null : posted.plusSeconds(random.nextInt(90_000));
        records.add(Parsed.of(post(blogger, post, posted, random.nextInt(500), seen)));
      }
      for (int c = 0; c < 10; c++) {
        // comments come up to a day and a half after their post
        Instant written = posted.plusSeconds(random.nextInt(129_600));
        addVersions(records, random, blogger, post, posted, "c" + c, written, apart);
      }
    }
    return records;
  }

  /** A comment, sometimes corrected, sometimes deleted, seen at times of its own. */
  private static void addVersions(
      List<Parsed> records,
      Random random,
      String blogger,
      String post,
      Instant posted,
      String id,
      Instant written,
      boolean apart) {
    int versions = 1 + random.nextInt(3);
    for (int v = 0; v < versions; v++) {
      Instant seen = random.nextBoolean() ? written.plusSeconds(random.nextInt(5)) : null;
      boolean deleted = v == 2 && random.nextBoolean();
      long likes = random.nextInt(30);
      double score = random.nextInt(1000) / 1000.0;
      records.add(
          apart
              ? Parsed.of(unjoined(post, id, written, likes, score, seen, deleted))
              : Parsed.of(
                  comment(
                      blogger,
                      post,
                      posted,
                      random.nextInt(500),
                      id,
                      written,
                      likes,
                      score,
                      seen,
                      deleted)));
    }
  }

  private static PostVersion post(
      String blogger, String post, Instant posted, long likes, @Nullable Instant seen) {
    return new PostVersion("t", blogger, post, posted, likes, null, 0.5, null, seen);
  }

  private static UnjoinedComment unjoined(
      String post,
      String id,
      Instant written,
      long likes,
      double score,
      @Nullable Instant seen,
      boolean deleted) {
    return new UnjoinedComment(
        "t", post, id, written, likes, null, score, null, null, seen, deleted, 0);
  }

  private static Comment comment(
      String blogger,
      String post,
      Instant posted,
      long postLikes,
      String id,
      Instant written,
      long likes,
      double score,
      @Nullable Instant seen,
      boolean deleted) {
    return new Comment(
        "t", blogger, post, posted, postLikes, null, null, id, written, likes, null, score, null,
        null, seen, null, deleted);
  }

  private Map<String, List<String>> rows(int parallelism, String periodBy, List<Parsed> records)
      throws Exception {
    Path out = Files.createTempDirectory(directory, "run");
    Path database = out.resolve("undertone.db");
    Settings settings =
        Settings.builder()
            .layer(
                "test",
                Map.of(
                    "period", "P1D",
                    "lateness", "P3D",
                    "revise-every", "PT6H",
                    "period-by", periodBy,
                    "models", "french-degroot",
                    "parallelism", Integer.toString(parallelism)))
            .build();
    TimeFormat times = ReplayRun.timeFormat(settings);
    ResultDatabase.open(database, times).close();
    run(settings, database, times, records);
    try (ResultReader results = ResultReader.open(database.toString())) {
      CsvExport.write(results, out);
    }
    return tables(out);
  }

  private static void run(Settings settings, Path database, TimeFormat times, List<Parsed> records)
      throws Exception {
    int parallelism = settings.get(io.undertone.job.options.UndertoneOptions.PARALLELISM);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            parallelism, EmbeddedCluster.configuration(settings));
    var parsed =
        env.fromData(Parsed.class, records.toArray(Parsed[]::new))
            .setParallelism(1)
            .uid("records")
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Parsed>forGenerator(context -> new EachRecord())
                    .withTimestampAssigner((record, previous) -> record.eventTime()))
            .setParallelism(1)
            .uid("times");
    ResultTarget target = ResultTarget.file(database, times);
    UndertonePipeline.define(
        parsed,
        settings,
        new UndertonePipeline.Sinks(
            ResultSink.findings(target), ResultSink.deadLetters(target), true));
    env.execute();
  }

  /** A watermark after each record, so that late ones are late in every run. */
  private static final class EachRecord implements WatermarkGenerator<Parsed> {
    private long newest = Long.MIN_VALUE;

    @Override
    public void onEvent(Parsed event, long timestamp, WatermarkOutput output) {
      newest = Math.max(newest, timestamp);
      output.emitWatermark(new Watermark(newest - 1));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
      // each record has its own
    }
  }

  private static Map<String, List<String>> tables(Path directory) throws Exception {
    Map<String, List<String>> tables = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".csv")).toList()) {
        String name = file.getFileName().toString().replace(".csv", "");
        // the last two columns are the revision and the run
        tables.put(
            name,
            Files.readAllLines(file).stream()
                .map(line -> line.replaceAll(",[^,]*,[^,]*$", ""))
                .toList());
      }
    }
    return tables;
  }
}
