// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import io.undertone.ingest.Parsed;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.ingest.replay.ReplaySource;
import io.undertone.job.graph.Operator;
import io.undertone.job.graph.UndertonePipeline;
import io.undertone.job.options.Settings;
import io.undertone.job.replay.EmbeddedCluster;
import io.undertone.job.replay.ReplayRun;
import io.undertone.sinks.ResultSink;
import io.undertone.sinks.ResultTarget;
import io.undertone.sinks.TimeFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.functions.AggregateFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;

/**
 * Scored comments per second through the whole job, beside a bare source - keyBy - window - count
 * job over the same files, alternating in the same process; heap and RocksDB apart.
 *
 * <pre>
 *   java -cp 'benchmarks/target/classes:...' io.undertone.benchmarks.JobThroughput replay-data/weibo-2023 50 3
 * </pre>
 *
 * Arguments: data set, how often it is repeated (each copy has posts of its own), rounds.
 */
public final class JobThroughput {
  private JobThroughput() {}

  /** What is timed. */
  private interface Job {
    void define(DataStream<Parsed> parsed, Settings settings, Path scratch);
  }

  public static void main(String[] args) throws Exception {
    Path dataSet = Path.of(args.length > 0 ? args[0] : "replay-data/weibo-2023");
    int copies = args.length > 1 ? Integer.parseInt(args[1]) : 50;
    int rounds = args.length > 2 ? Integer.parseInt(args[2]) : 3;
    Path scratch = Files.createTempDirectory("undertone-throughput");
    try {
      long records = repeat(dataSet, copies, scratch.resolve("data"));
      System.out.printf(Locale.ROOT, "%,d comments, %d rounds%n", records, rounds);
      System.out.println("parallelism backend  job/s      bare/s     bare/job (median, range)");
      for (int parallelism : new int[] {1, 2}) {
        for (String backend : new String[] {"heap", "rocksdb"}) {
          Alternation.print(
              parallelism,
              backend,
              records,
              rounds,
              () -> time(scratch, parallelism, backend, JobThroughput::whole),
              () -> time(scratch, parallelism, backend, JobThroughput::bare),
              (job, bare) -> job / bare);
        }
      }
    } finally {
      delete(scratch);
    }
  }

  private static double time(Path scratch, int parallelism, String backend, Job job)
      throws Exception {
    DataSet dataSet = DataSet.open(scratch.resolve("data"), null);
    Settings settings =
        Settings.builder()
            .layer(
                "data set",
                Map.of(
                    "zone",
                    String.valueOf(dataSet.zone()),
                    "period",
                    Objects.requireNonNull(dataSet.period()),
                    "topic",
                    Objects.requireNonNull(dataSet.topic())))
            .layer(
                "benchmark",
                Map.of(
                    "parallelism",
                    Integer.toString(parallelism),
                    "state-backend",
                    backend,
                    "provisional-every",
                    "PT0S"))
            .build();
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.createLocalEnvironment(
            parallelism, EmbeddedCluster.configuration(settings));
    DataStream<Parsed> parsed =
        env.fromSource(
                ReplaySource.of(dataSet, "salt", ReplaySource.MAX_SPEED),
                ReplaySource.watermarks(),
                Operator.READ.title())
            .uid(Operator.READ.uid());
    job.define(parsed, settings, Files.createTempDirectory(scratch, "run"));
    long started = System.nanoTime();
    env.execute();
    return (System.nanoTime() - started) / 1e9;
  }

  static void whole(DataStream<Parsed> parsed, Settings settings, Path scratch) {
    TimeFormat times = ReplayRun.timeFormat(settings);
    ResultTarget target = ResultTarget.file(scratch.resolve("undertone.db"), times);
    UndertonePipeline.define(
        parsed,
        settings,
        new UndertonePipeline.Sinks(
            ResultSink.findings(target), ResultSink.deadLetters(target), true));
  }

  private static void bare(DataStream<Parsed> parsed, Settings settings, Path scratch) {
    parsed
        .keyBy(p -> Objects.requireNonNull(p.comment()).blogger())
        .window(TumblingEventTimeWindows.of(Duration.ofDays(15)))
        .aggregate(new Count())
        .sinkTo(new DiscardingSink<>());
  }

  /** Counts. */
  private static final class Count implements AggregateFunction<Parsed, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long createAccumulator() {
      return 0L;
    }

    @Override
    public Long add(Parsed value, Long count) {
      return count + 1;
    }

    @Override
    public Long getResult(Long count) {
      return count;
    }

    @Override
    public Long merge(Long a, Long b) {
      return a + b;
    }
  }

  /** Writes the data set as two files of copies, each copy with its own post ids. */
  static long repeat(Path dataSet, int copies, Path to) throws IOException {
    DataSet original = DataSet.open(dataSet, null);
    Files.createDirectories(to);
    Files.writeString(
        to.resolve(DataSet.DESCRIPTOR),
        String.format(
            Locale.ROOT,
            """
        name: throughput
        title: repeated
        format: undertone
        files: [part-0.csv.gz, part-1.csv.gz]
        zone: %s
        period: %s
        topic: %s
        """,
            original.zone(),
            original.period(),
            original.topic()));
    List<String> lines;
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    Files.newInputStream(Path.of(original.files().get(0).input().location()))),
                StandardCharsets.UTF_8))) {
      lines = reader.lines().toList();
    }
    for (int part = 0; part < 2; part++) {
      try (Writer out =
          new OutputStreamWriter(
              new GZIPOutputStream(
                  Files.newOutputStream(to.resolve("part-" + part + ".csv.gz")), 1 << 16),
              StandardCharsets.UTF_8)) {
        out.write(lines.get(0) + "\n");
        for (int copy = part; copy < copies; copy += 2) {
          for (String line : lines.subList(1, lines.size())) {
            int comma = line.indexOf(',');
            out.write(line.substring(0, comma + 1) + copy + "-" + line.substring(comma + 1) + "\n");
          }
        }
      }
    }
    return (long) copies * (lines.size() - 1);
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
