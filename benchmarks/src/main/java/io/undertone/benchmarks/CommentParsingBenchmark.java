// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import io.undertone.ingest.Comment;
import io.undertone.ingest.Parsed;
import io.undertone.ingest.dataset.DataSet;
import io.undertone.ingest.format.CommentFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Records a second, from a file in the page cache to {@link Comment}s, on one core: the comments of
 * {@code replay-data/weibo-2023} as CSV, packed CSV and JSON Lines, and as JSON Lines of which half
 * are damaged.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class CommentParsingBenchmark {
  private static final int RECORDS = 93_568;

  private final DataSet dataSet =
      DataSet.open(Path.of(System.getProperty("data", "replay-data/weibo-2023")), null);
  private final Path packed = Path.of(dataSet.files().get(0).input().location());
  private Path csv = packed;
  private Path json = packed;
  private Path damaged = packed;

  @Setup
  public void prepare() throws IOException {
    csv = Files.createTempFile("parsing", ".csv");
    json = Files.createTempFile("parsing", ".jsonl");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
      Files.copy(in, csv, StandardCopyOption.REPLACE_EXISTING);
    }
    try (BufferedWriter out = Files.newBufferedWriter(json);
        CommentFile file = dataSet.format().open(csv, dataSet.parserOptions("salt"))) {
      StringBuilder lines = new StringBuilder();
      while (file.read(parsed -> append(lines, Objects.requireNonNull(parsed.comment())))) {}
      out.write(lines.toString());
    }
    damaged = Files.createTempFile("parsing", ".jsonl");
    Files.write(damaged, damage(Files.readAllLines(json)));
  }

  /** Every second record is cut in its middle. */
  private static List<String> damage(List<String> lines) {
    List<String> damaged = new ArrayList<>(lines);
    for (int i = 0; i < lines.size(); i += 2) {
      damaged.set(i, lines.get(i).substring(0, lines.get(i).length() / 2));
    }
    return damaged;
  }

  private static void append(StringBuilder lines, Comment comment) {
    lines
        .append("{\"blogger\":\"")
        .append(comment.blogger())
        .append("\",\"post\":\"")
        .append(comment.post())
        .append("\",\"post_time\":\"")
        .append(comment.postTime())
        .append("\",\"post_likes\":")
        .append(comment.postLikes())
        .append(",\"post_score\":")
        .append(comment.postScore())
        .append(",\"id\":\"")
        .append(comment.id())
        .append("\",\"score\":")
        .append(comment.score())
        .append(",\"likes\":")
        .append(comment.likes())
        .append("}\n");
  }

  @TearDown
  public void clean() throws IOException {
    Files.delete(csv);
    Files.delete(json);
    Files.delete(damaged);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void csv(Blackhole sink) throws IOException {
    read(csv, sink);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void packedCsv(Blackhole sink) throws IOException {
    read(packed, sink);
  }

  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void jsonLines(Blackhole sink) throws IOException {
    read(json, sink);
  }

  /** Half of the records become dead letters. */
  @Benchmark
  @OperationsPerInvocation(RECORDS)
  public void damagedJsonLines(Blackhole sink) throws IOException {
    read(damaged, sink);
  }

  private void read(Path path, Blackhole sink) throws IOException {
    try (CommentFile file = dataSet.format().open(path, dataSet.parserOptions("salt"))) {
      while (file.read((Parsed parsed) -> sink.consume(parsed))) {}
    }
  }
}
