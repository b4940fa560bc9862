// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import io.undertone.sentiment.Score;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.Scorers;
import io.undertone.sentiment.SentimentScorer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * CoreNLP's stock sentiment pipeline on the English texts of {@link SentimentBenchmark}. Fetches
 * its models (474 MB, the shift-reduce parser another 445 MB) the first time.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 5)
public class SentimentTreeBenchmark {
  @Param({"en-tree:pcfg", "en-tree:sr"})
  public String scorer = "en-tree:pcfg";

  private final String[] english = SentimentTexts.english();
  private @Nullable SentimentScorer tree;
  private int next;

  @Setup
  public void open() {
    tree = Scorers.byName(scorer, ScorerOptions.defaults());
  }

  @Benchmark
  public Score stockPipeline() {
    return Objects.requireNonNull(tree).score(english[Math.floorMod(next++, english.length)]);
  }

  @TearDown
  public void close() {
    Objects.requireNonNull(tree).close();
  }
}
