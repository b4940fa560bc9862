// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.lexicon;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValenceRulesTest {
  private static final LexiconModel MODEL = LexiconModel.load();
  private static final EnglishLexicon LEXICON = EnglishLexicon.load();

  @ParameterizedTest
  @CsvSource(
      value = {
        "The food is good|The food is not good",
        "The food is very good|The food is good",
        "The food is good!!|The food is good",
        "The food is GOOD|The food is good",
        "The food is sooo good|The food is good",
        "The food is good|The food is kinda good",
        "The food is okay|The food is terrible",
        "I don't hate it|I hate it",
        "It was ugly but I love it|It was ugly and I love it",
        "I love it but it is ugly|I hate it but it is ugly",
        "hello :)|hello :(",
        "hello 😍|hello 😡",
        "hello <3|hello",
        "hello|hello D:",
        "#awesome|#awful",
        "This is not a bad phone|This is a bad phone",
        "good|looks like a phone"
      },
      delimiter = '|')
  void firstTextIsMorePositiveThanTheSecond(String more, String less) {
    assertThat(MODEL.score(more)).as("%s > %s", more, less).isGreaterThan(MODEL.score(less));
  }

  @Test
  void textWithoutValenceIsNearTheMiddle() {
    assertThat(MODEL.score("The table has four legs")).isBetween(0.45, 0.55);
  }

  @Test
  void emoticonsAndContractionsAreTokens() {
    assertThat(EnglishTokens.of("bad mood. :'( don't :D", LEXICON))
        .containsExactly("bad", "mood", ".", ":'(", "do", "n't", ":D");
    assertThat(EnglishTokens.of("great😂😂", LEXICON)).containsExactly("great", "😂", "😂");
  }

  @Test
  void negationEndsWithTheClause() {
    assertThat(MODEL.score("I did not. Good phone"))
        .isGreaterThan(MODEL.score("I did not good phone"));
  }
}
