// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.ingest.Comment;
import io.undertone.job.options.TextRules;
import io.undertone.job.options.UnscoredAs;
import java.time.Instant;
import org.apache.flink.streaming.api.operators.StreamMap;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ScoreFunctionTest {
  private OneInputStreamOperatorTestHarness<Comment, ScoredComment> harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new StreamMap<>(
                new ScoreFunction(
                    "auto", TextRules.NONE, UnscoredAs.OUT, 2, false, false, null, null)));
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void scoreThatCameWithTheCommentIsKept() throws Exception {
    ScoredComment scored = score("awful", 0.25);
    assertThat(scored.score()).isEqualTo(0.25);
    assertThat(scored.scorer()).isEqualTo("given");
    assertThat(count(Metric.TEXTS)).isZero();
  }

  @Test
  void textIsScoredInItsLanguageAndTheScorerIsNamed() throws Exception {
    assertThat(score("I love it, this is great!", null).score()).isGreaterThan(0.6);
    assertThat(score("太差了，垃圾，退货", null).score()).isLessThan(0.4);
    assertThat(score("太差了，垃圾，退货", null).scorer()).isNotEqualTo("given").isNotBlank();
    assertThat(count(Metric.TEXTS_EN)).isEqualTo(1);
    assertThat(count(Metric.TEXTS_ZH)).isEqualTo(2);
  }

  @Test
  void repeatedTextIsRememberedUntilOthersPushItOut() throws Exception {
    score("good", null);
    score("good", null);
    assertThat(count(Metric.CACHE_HITS)).isEqualTo(1);
    score("bad", null);
    score("ugly", null);
    score("good", null);
    assertThat(count(Metric.CACHE_HITS)).isEqualTo(1);
    assertThat(count(Metric.TEXTS)).isEqualTo(5);
  }

  @Test
  void whatNobodyCanScoreIsNamedSoAndCounted() throws Exception {
    for (String text : new String[] {"", "转发微博", "Die Kamera ist leider sehr schlecht"}) {
      ScoredComment scored = score(text, null);
      assertThat(scored.score()).as(text).isEqualTo(0.5);
      assertThat(Unscored.is(scored.scorer())).as(text).isTrue();
    }
    assertThat(count(Metric.UNSCORED)).isEqualTo(3);
  }

  @Test
  void postTextIsScoredWhereThePostHasNoScore() throws Exception {
    harness.processElement(comment("fine", 0.5, "What a wonderful, great phone!"), 0);
    Double content = harness.extractOutputValues().get(0).postScore();
    assertThat(content).isNotNull().isGreaterThan(0.6);
  }

  private ScoredComment score(String text, @Nullable Double given) throws Exception {
    harness.processElement(comment(text, given, null), 0);
    var out = harness.extractOutputValues();
    return out.get(out.size() - 1);
  }

  private long count(Metric metric) {
    var function =
        (ScoreFunction) ((StreamMap<?, ?>) harness.getOneInputOperator()).getUserFunction();
    return function.counted(metric);
  }

  private static Comment comment(String text, @Nullable Double score, @Nullable String postText) {
    Instant time = Instant.parse("2024-01-01T00:00:00Z");
    return new Comment(
        "t", "ann", "p", time, 0, postText, null, "c", time, 0, text, score, null, null, null, null,
        false);
  }
}
