// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentimentRulesTest {
  @ParameterizedTest
  @CsvSource({
    "'',empty",
    "'  \u3000 ',empty",
    "转发微博,bare-repost",
    "' 转发微博 ',bare-repost",
    "回复@someone:好,reply"
  })
  void thePaperCallsTheseTextsNeutral(String text, String rule) {
    assertThat(SentimentRules.paper().neutralBecause(text)).contains(rule);
    assertThat(SentimentRules.none().neutralBecause(text)).isEmpty();
  }

  @Test
  void ordinaryTextIsLeftToTheModel() {
    assertThat(SentimentRules.paper().neutralBecause("转发微博，真好")).isEmpty();
    assertThat(SentimentRules.paper().neutralBecause("@someone 好")).isEmpty();
  }
}
