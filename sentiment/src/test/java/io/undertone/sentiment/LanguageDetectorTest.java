// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageDetectorTest {
  @ParameterizedTest
  @CsvSource({
    "今天真开心,ZH",
    "华为mate60真不错,ZH",
    "what a lovely day,EN",
    "I love 北京 and its food,EN",
    "that was a Déjà vu,EN",
    "とてもうれしいです,OTHER",
    "정말 좋아요,OTHER",
    "очень хорошо,OTHER",
    "666,ZH",
    "😂😂,ZH",
    "'',ZH"
  })
  void scriptTellsTheLanguage(String text, Language language) {
    assertThat(LanguageDetector.detect(text)).isEqualTo(language);
  }
}
