// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import io.undertone.sentiment.Score;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.Scorers;
import io.undertone.sentiment.SentimentScorer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Texts a second on one core, without a cache, language detection and rules included. The texts of
 * {@link SentimentTexts}, or the lines of the files named by {@code -Dzh} and {@code -Den}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class SentimentBenchmark {
  private final SentimentScorer auto = Scorers.byName("auto", ScorerOptions.defaults());
  private final String[] chinese = SentimentTexts.chinese();
  private final String[] english = SentimentTexts.english();
  private int next;

  @Benchmark
  public Score chinese() {
    return auto.score(chinese[Math.floorMod(next++, chinese.length)]);
  }

  @Benchmark
  public Score english() {
    return auto.score(english[Math.floorMod(next++, english.length)]);
  }
}
