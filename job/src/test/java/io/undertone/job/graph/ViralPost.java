// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.dynamics.findings.CommentEvidence;
import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import io.undertone.job.options.Settings;
import io.undertone.job.options.UndertoneOptions;
import io.undertone.job.replay.EmbeddedCluster;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.PrintSink;

/** The whole graph in a process of its own, with all comments under one post and RocksDB. */
final class ViralPost {
  private static final Instant POSTED = Instant.parse("2024-01-01T00:00:00Z");
  private static final String TEXT = "so they say, and not for the first time. ".repeat(6);

  /** One in so many comments is deleted again, among them some of those with most likes. */
  static final int DELETED = 1000;

  private ViralPost() {}

  /** Arguments: comments, option author-weight-cap. */
  public static void main(String[] args) throws Exception {
    long size = Long.parseLong(args[0]);
    Settings settings =
        Settings.builder()
            .layer(
                "test",
                Map.of(
                    "period", "P1D",
                    "lateness", "P2D",
                    "evidence-comments", "3",
                    "author-weight-cap", args[1],
                    "models", "french-degroot",
                    "state-backend", "rocksdb"))
            .build();
    Configuration flink = EmbeddedCluster.configuration(settings);
    flink.setString("taskmanager.memory.managed.size", "64m");
    flink.setString("taskmanager.memory.network.min", "16m");
    flink.setString("taskmanager.memory.network.max", "16m");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, flink);
    long records = size + size / DELETED;
    UndertonePipeline.define(
        env.fromSequence(0, records - 1)
            .map((MapFunction<Long, Parsed>) i -> Parsed.of(record(i, size)))
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Parsed>forMonotonousTimestamps()
                    .withTimestampAssigner((record, before) -> record.eventTime())),
        settings,
        new UndertonePipeline.Sinks(
            List.of(
                (stream, operator) ->
                    stream
                        .map(f -> sentiments(f.audienceSentiments()))
                        .returns(String.class)
                        .sinkTo(new PrintSink<>())),
            List.of((stream, operator) -> stream.sinkTo(new PrintSink<>())),
            List.of(
                (stream, operator) ->
                    stream
                        .map(p -> p.revision() + " shown " + ids(p.comments()))
                        .returns(String.class)
                        .sinkTo(new PrintSink<>())),
            List.of()));
    env.execute();
    System.out.println("done with " + settings.get(UndertoneOptions.STATE_BACKEND));
  }

  private static String sentiments(List<AudienceSentiment> rows) {
    return rows.stream()
        .filter(row -> !row.provisional())
        .map(row -> row.comments() + " comments of " + row.posts() + " post")
        .collect(Collectors.joining(", "));
  }

  private static String ids(List<CommentEvidence> rows) {
    return rows.stream().map(CommentEvidence::comment).collect(Collectors.joining(" "));
  }

  /** Comments of three days under a post of the first, then deletions. */
  private static Comment record(long i, long size) {
    boolean deleted = i >= size;
    long n = deleted ? (i - size) * DELETED : i;
    Instant written =
        POSTED.plusMillis(deleted ? 2 * 86_400_000L + i : 3_600_000 + written(n, size));
    return new Comment(
        "viral",
        "ann",
        "post",
        POSTED,
        1,
        null,
        0.5,
        "c" + n,
        deleted ? POSTED.plusMillis(3_600_000 + written(n, size)) : written,
        likes(n),
        deleted ? null : n + TEXT,
        (n % 97) / 97.0,
        null,
        "author" + n % 50_000,
        deleted ? POSTED.plusSeconds(3 * 86_400) : null,
        null,
        deleted);
  }

  private static long written(long n, long size) {
    return 2 * 86_400_000L * n / size;
  }

  /** Every thousandth, which is deleted later, has more likes than any that stays. */
  static long likes(long n) {
    return n % DELETED == 0 ? 1_000_000 + n : n % 12_345;
  }
}
