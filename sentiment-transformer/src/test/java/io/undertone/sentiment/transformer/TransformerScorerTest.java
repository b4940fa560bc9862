// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.undertone.sentiment.Language;
import io.undertone.sentiment.Outcome;
import io.undertone.sentiment.Score;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.Scorers;
import io.undertone.sentiment.SentimentRules;
import io.undertone.sentiment.SentimentScorer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformerScorerTest {
  private static final float[][] NEGATIVE_THEN_POSITIVE = {{0, 0}, {-1, 2}, {3, 0}, {0, 1}};

  @TempDir private Path folder;

  @BeforeEach
  void writeModel() throws IOException {
    Files.write(folder.resolve("model.onnx"), TinyOnnx.classifier(NEGATIVE_THEN_POSITIVE));
    Files.writeString(
        folder.resolve("tokenizer.json"),
        """
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":[],
         "normalizer":{"type":"Lowercase"},"pre_tokenizer":{"type":"Whitespace"},
         "post_processor":null,"decoder":null,
         "model":{"type":"WordLevel","vocab":{"[UNK]":0,"good":1,"bad":2,"so":3},"unk_token":"[UNK]"}}
        """);
  }

  private SentimentScorer open() {
    return Scorers.byName("transformer:" + folder, ScorerOptions.defaults());
  }

  @Test
  void scoreIsTheSoftmaxOfTheMeanLogits() {
    try (SentimentScorer scorer = open()) {
      assertThat(scorer.score("good").positive()).isCloseTo(sigmoid(3), within(1e-6));
      assertThat(scorer.score("so BAD").positive()).isCloseTo(sigmoid(0.5 - 1.5), within(1e-6));
      assertThat(scorer.score("unknown words").positive()).isCloseTo(0.5, within(1e-6));
      assertThat(scorer.score("good").scorer())
          .startsWith("transformer:")
          .matches(".*/[0-9a-f]{8}");
    }
  }

  @Test
  void labelsOfTheConfigurationSayWhichClassIsPositive() throws IOException {
    Files.writeString(
        folder.resolve("config.json"), "{\"id2label\":{\"0\":\"POSITIVE\",\"1\":\"NEGATIVE\"}}");
    try (SentimentScorer scorer = open()) {
      assertThat(scorer.score("good").positive()).isCloseTo(1 - sigmoid(3), within(1e-6));
    }
  }

  @Test
  void classesWithoutNamesRunFromNegativeToPositive() {
    ClassValues stars =
        new ClassValues(List.of("1 star", "2 stars", "3 stars", "4 stars", "5 stars"));
    assertThat(stars.score(new float[] {0, 0, 0, 50, 0})).isCloseTo(0.75, within(1e-9));
    ClassValues three = new ClassValues(List.of("neutral", "positive", "negative"));
    assertThat(three.score(new float[] {50, 0, 0})).isCloseTo(0.5, within(1e-9));
    assertThat(three.score(new float[] {0, 50, 0})).isCloseTo(1, within(1e-9));
    assertThat(new ClassValues(List.of()).score(new float[] {2}))
        .isCloseTo(sigmoid(2), within(1e-6));
  }

  @Test
  void whatHoldsNoWordIsUnscoredUnlessARuleTakesIt() {
    try (SentimentScorer scorer = open()) {
      assertThat(scorer.score("").outcome()).isEqualTo(Outcome.UNSUPPORTED);
    }
    ScorerOptions paper = ScorerOptions.defaults().withRules(SentimentRules.paper());
    try (SentimentScorer scorer = Scorers.byName("transformer:" + folder, paper)) {
      assertThat(scorer.score("").outcome()).isEqualTo(Outcome.RULE);
    }
  }

  @Test
  void hostileTextGetsAScoreOrANeutralOne() {
    try (SentimentScorer scorer = open()) {
      for (String text :
          List.of("good ".repeat(200_000), "\uD83Dgood\0", "\u200b", "😂".repeat(10_000))) {
        Score score = scorer.score(text, Language.EN);
        assertThat(score.positive()).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void threadsShareOneModel() {
    try (SentimentScorer scorer = open()) {
      assertThat(
              IntStream.range(0, 200)
                  .parallel()
                  .mapToObj(i -> scorer.score("so good").positive())
                  .distinct())
          .hasSize(1);
    }
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Files.delete(folder.resolve("tokenizer.json"));
    assertThatThrownBy(this::open)
        .hasMessageContaining("there is no tokenizer.json in that folder");
    assertThatThrownBy(() -> Scorers.byName("transformer", ScorerOptions.defaults()))
        .hasMessageContaining("give transformer:DIR");
  }

  @Test
  void modelThatCannotBeLoadedIsRefused() throws IOException {
    Files.writeString(folder.resolve("model.onnx"), "no model");
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("it cannot be loaded");
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
