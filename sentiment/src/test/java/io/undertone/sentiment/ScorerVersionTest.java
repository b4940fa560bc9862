// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever changes a score changes the version that stands beside it, and nothing else does. */
class ScorerVersionTest {
  private static final ScorerOptions PLAIN = ScorerOptions.defaults();

  private static String version(String scorer, ScorerOptions options) {
    try (SentimentScorer opened = Scorers.byName(scorer, options)) {
      return opened.version();
    }
  }

  private static String id(String scorer, ScorerOptions options) {
    try (SentimentScorer opened = Scorers.byName(scorer, options)) {
      return opened.score(scorer.startsWith("en") ? "good" : "真好").scorer();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "zh-ngram", "en-lexicon"})
  void eachOptionGivesAVersionOfItsOwn(String scorer) {
    List<ScorerOptions> options =
        List.of(
            PLAIN,
            PLAIN.withLogOddsOffset(0.1),
            PLAIN.withLogOddsOffset(-0.1),
            PLAIN.withExpressions(Map.of("呱呱叫", 3.0)),
            PLAIN.withExpressions(Map.of("呱呱叫", 2.0)),
            PLAIN.withExpressions(Map.of("呱呱叫", 0.0)),
            PLAIN.withExpressions(Map.of("呱呱", 3.0)),
            PLAIN.withExpressions(Map.of("呱呱叫", 3.0, "stonking", 1.0)),
            PLAIN.withExpressions(Map.of("呱呱叫", 3.0)).withLogOddsOffset(0.1));
    assertThat(options.stream().map(o -> version(scorer, o))).doesNotHaveDuplicates();
    assertThat(options.stream().map(o -> id(scorer, o))).doesNotHaveDuplicates();
    assertThat(options.stream().map(o -> version(scorer, o)).toList())
        .isEqualTo(options.stream().map(o -> version(scorer, o)).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "zh-ngram", "en-lexicon"})
  void rulesAndAFixedLanguageArePartOfIt(String scorer) {
    List<ScorerOptions> options =
        List.of(
            PLAIN,
            PLAIN.withRules(SentimentRules.paper()),
            PLAIN.withRules(new SentimentRules(true, false, false)),
            PLAIN.withLanguage(Language.ZH),
            PLAIN.withLanguage(Language.EN));
    assertThat(options.stream().map(o -> version(scorer, o))).doesNotHaveDuplicates();
  }

  /** The order in which expressions were written down decides nothing. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void theSameExpressionsInAnotherOrderAreTheSame(int seed) {
    Random random = new Random(seed);
    List<String> words = new ArrayList<>();
    for (int k = 0; k < 20; k++) {
      words.add("w" + Integer.toString(random.nextInt(1 << 20), 36));
    }
    words.add("呱呱");
    words.add("WOW呱");
    words.add("wow呱"); // the same expression in other letters
    Map<String, Double> one = new LinkedHashMap<>();
    words.forEach(word -> one.put(word, word.charAt(0) == 'W' ? -3.0 : 3.0));
    List<String> shuffled = new ArrayList<>(words);
    Collections.shuffle(shuffled, random);
    Map<String, Double> other = new LinkedHashMap<>();
    shuffled.forEach(word -> other.put(word, one.get(word)));
    ScorerOptions a = PLAIN.withExpressions(one);
    ScorerOptions b = PLAIN.withExpressions(other);
    assertThat(version("auto", b)).isEqualTo(version("auto", a));
    assertThat(Scorers.byName("zh-ngram", b).score("wow呱").positive())
        .isEqualTo(Scorers.byName("zh-ngram", a).score("wow呱").positive());
  }

  /** A model's card names the version that results have without options. */
  @ParameterizedTest
  @ValueSource(strings = {"zh-ngram", "en-lexicon"})
  void theCardNamesTheSameVersion(String scorer) throws IOException {
    try (InputStream in = Scorers.class.getResourceAsStream("ngram/" + scorer + ".json")) {
      assertThat(new ObjectMapper().readTree(in).path("version").asText())
          .isEqualTo(version(scorer, PLAIN));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"今天真开心", "so good", "不好"})
  void whatScoredNamesTheSameVersion(String text) {
    SentimentScorer auto = Scorers.auto();
    assertThat(auto.version()).contains(auto.score(text).scorer());
  }
}
