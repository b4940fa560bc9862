// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScorersTest {
  private static final SentimentScorer AUTO = Scorers.auto();

  @Test
  void eachTextGoesToTheScorerOfItsLanguage() {
    Score chinese = AUTO.score("今天真开心，太棒了！");
    Score english = AUTO.score("What a wonderful day, I love it!");
    assertThat(chinese.language()).isEqualTo(Language.ZH);
    assertThat(chinese.scorer()).startsWith("zh-ngram/");
    assertThat(chinese.positive()).isGreaterThan(0.7);
    assertThat(english.language()).isEqualTo(Language.EN);
    assertThat(english.scorer()).startsWith("en-lexicon/");
    assertThat(english.positive()).isGreaterThan(0.7);
  }

  @Test
  void negativeTextsScoreLow() {
    assertThat(AUTO.score("太垃圾了，再也不买了").positive()).isLessThan(0.3);
    assertThat(AUTO.score("气死我了，什么破手机").positive()).isLessThan(0.3);
    assertThat(AUTO.score("This is terrible, I hate it.").positive()).isLessThan(0.3);
  }

  @Test
  void ruleMakesNeutralAndSaysWhich() {
    ScorerOptions paper = ScorerOptions.defaults().withRules(SentimentRules.paper());
    Score score = Scorers.byName("auto", paper).score("转发微博");
    assertThat(score.unscored()).isFalse();
    assertThat(score.positive()).isEqualTo(Score.NEUTRAL);
    assertThat(score.outcome()).isEqualTo(Outcome.RULE);
    assertThat(score.scorer()).isEqualTo("rule/bare-repost");
  }

  @Test
  void withoutRulesTheModelScoresReplies() {
    ScorerOptions options = ScorerOptions.defaults().withRules(SentimentRules.none());
    Score score = Scorers.byName("auto", options).score("回复@someone:太好了");
    assertThat(score.outcome()).isEqualTo(Outcome.SCORED);
  }

  @Test
  void languageThatNoScorerReadsStaysNeutral() {
    Score score = AUTO.score("очень плохо");
    assertThat(score.outcome()).isEqualTo(Outcome.UNSUPPORTED);
    assertThat(score.positive()).isEqualTo(Score.NEUTRAL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "очень плохо",
        "Die Kamera ist wirklich schlecht",
        "Qué asco de teléfono, no lo compren nunca",
        "C'est très mal fait, je suis déçu",
        "大変満足です",
        "最高傑作 気持ち良い",
        "정말 좋아요",
        "",
        " \u200b ",
        "转发微博"
      })
  void whatNobodyCanScoreStaysOutAndIsNeutral(String text) {
    Score score = AUTO.score(text);
    assertThat(score.unscored()).isTrue();
    assertThat(score.positive()).isEqualTo(Score.NEUTRAL);
    assertThat(score.label()).isEqualTo(Polarity.NEUTRAL);
  }

  @Test
  void knownLanguageWinsOverDetection() {
    assertThat(AUTO.score("good", Language.ZH).language()).isEqualTo(Language.ZH);
    ScorerOptions english = ScorerOptions.defaults().withLanguage(Language.EN);
    assertThat(Scorers.byName("auto", english).score("很好").language()).isEqualTo(Language.EN);
  }

  @Test
  void threadsThatShareAScorerGetTheSameScores() {
    List<String> texts = List.of("真好", "太差了", "so good", "so bad", "华为加油！", "meh");
    List<Double> alone = texts.stream().map(t -> AUTO.score(t).positive()).toList();
    List<Double> shared =
        IntStream.range(0, 600)
            .parallel()
            .mapToObj(i -> AUTO.score(texts.get(i % texts.size())).positive())
            .toList();
    for (int i = 0; i < shared.size(); i++) {
      assertThat(shared.get(i)).isEqualTo(alone.get(i % texts.size()));
    }
  }

  /** A text is cleaned once: the scorer of its language says the same of it by itself. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "回复@某人:太好了 http://t.cn/x //@b: 转发微博",
        "#话题# 很差[泪]",
        "RT @a: I &lt;3 this &amp; that https://t.co/x",
        "🙂",
        "",
        "очень плохо"
      })
  void autoSaysWhatTheScorerOfTheLanguageSays(String text) {
    Score auto = AUTO.score(text);
    String scorer = auto.language() == Language.EN ? "en-lexicon" : "zh-ngram";
    if (auto.outcome() == Outcome.SCORED) {
      assertThat(auto).isEqualTo(Scorers.byName(scorer, ScorerOptions.defaults()).score(text));
    }
    assertThat(auto.language()).isEqualTo(LanguageDetector.detect(text));
    assertThat(AUTO.score(text, auto.language())).isEqualTo(auto);
  }

  @Test
  void versionNamesTheScorersBehindIt() {
    assertThat(AUTO.id()).startsWith("auto/").contains("zh-ngram/").contains("en-lexicon/");
  }

  @Test
  void explanationNamesWhatPushedTheScore() {
    List<Contribution> english = AUTO.explain("I enjoy this awful phone", Language.EN, 50);
    assertThat(english).extracting(Contribution::feature).contains("enjoy", "awful");
    assertThat(english.stream().filter(c -> c.feature().equals("enjoy")))
        .allMatch(c -> c.weight() > 0);
    assertThat(AUTO.explain("太垃圾了", null, 5)).isNotEmpty().first().matches(c -> c.weight() < 0);
  }

  @Test
  void unknownScorerNamesThoseThatExist() {
    assertThatThrownBy(() -> Scorers.byName("nope", ScorerOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "scorer is 'nope'; available are "
                + String.join(", ", Scorers.available().keySet())
                + ".");
  }

  @Test
  void argumentForAScorerThatTakesNoneIsRefused() {
    assertThatThrownBy(() -> Scorers.byName("zh-ngram:x", ScorerOptions.defaults()))
        .hasMessage("scorer is 'zh-ngram:x'; zh-ngram takes nothing behind a colon.");
  }

  @Test
  void modelWithoutAFileIsRefused() {
    assertThatThrownBy(() -> Scorers.byName("model", ScorerOptions.defaults()))
        .hasMessageContaining("give model:FILE");
    assertThatThrownBy(() -> Scorers.byName("model:/nowhere/x.model", ScorerOptions.defaults()))
        .hasMessageContaining("cannot be read");
  }
}
