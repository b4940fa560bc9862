// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NgramFeaturesTest {
  @ParameterizedTest
  @CsvSource(
      value = {
        "ＡＢＣ！|abc!",
        "好  \u3000 好|好 好",
        "@张三 好|@someone_else 好",
        "看 https://a.b/c 吧|看 http://x.yz 吧",
        "👍🏽|👍",
        "❤️|❤",
        "好\u200b|好",
        "g\u0300ood|good",
        "<b>好</b>|好",
        "A&amp;B|a&b",
        "<span class=\"url-icon\"><img alt=[doge] src=\"x\"/></span>|[doge]"
      },
      delimiter = '|')
  void whatLooksOrMeansTheSameHasTheSameFeatures(String one, String other) {
    assertThat(NgramFeatures.of(one)).isEqualTo(NgramFeatures.of(other));
  }

  @Test
  void runsOfOneOrTwoUnitsWordsAndMarksAreFeatures() {
    assertThat(NgramFeatures.labelled("赞ok[泪]").values())
        .contains("赞", "赞o", "⟨start⟩赞", "ok", "[泪]", "]⟨end⟩", "k[")
        .doesNotContain("⟨start⟩", "⟨end⟩");
  }

  @Test
  void negationIsReadTogetherWithWhatItNegates() {
    assertThat(NgramFeatures.labelled("我不喜欢它").values())
        .contains("不喜欢", "不喜欢它")
        .doesNotContain("我不喜", "喜欢它");
  }

  @Test
  void textWithoutAnythingToReadHasFewFeatures() {
    assertThat(NgramFeatures.of("")).hasSize(1);
    assertThat(NgramFeatures.of("\u200b\u200e")).isEqualTo(NgramFeatures.of(""));
  }
}
