// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.benchmarks;

import io.undertone.job.graph.TopicMatcher;
import io.undertone.job.options.TopicRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What telling the topics of a comment costs, by the number of keyword rules: a comment under a
 * post heard of before, a post seen for the first time, and looking for one keyword after the other
 * beside them. Posts have 100 characters.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class TopicBenchmark {
  private static final int POSTS = 20_000;
  private static final int POST_LENGTH = 100;

  @Param({"10", "1000"})
  public int topics;

  private final String[] posts = new String[POSTS];
  private TopicRules rules = TopicRules.parse(Map.of(), "all");
  private TopicMatcher matcher = new TopicMatcher(rules);
  private int next;

  /** Rules of three keywords each, over posts in which few occur. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    Map<String, String> given = new LinkedHashMap<>();
    for (int i = 0; i < topics; i++) {
      given.put("t" + i, word(random, 6) + "," + word(random, 7) + "," + word(random, 8));
    }
    rules = TopicRules.parse(given, "all");
    matcher = new TopicMatcher(rules);
    for (int i = 0; i < POSTS; i++) {
      posts[i] = word(random, POST_LENGTH);
    }
  }

  private static String word(Random random, int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  @Benchmark
  public List<String> known() {
    return matcher.of(posts[next++ & 1023]);
  }

  @Benchmark
  public List<String> first() {
    return matcher.of(posts[next++ % POSTS]);
  }

  @Benchmark
  public long oneByOne() {
    String post = posts[next++ % POSTS];
    return rules.keywords().values().stream()
        .filter(words -> words.stream().anyMatch(post::contains))
        .count();
  }
}
