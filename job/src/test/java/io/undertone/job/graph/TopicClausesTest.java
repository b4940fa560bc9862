// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.job.options.TopicRules;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicClausesTest {
  private final TopicClauses clauses = new TopicClauses(rules());

  private static TopicRules rules() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("huawei", "huawei,nova,华为");
    rules.put("apple", "iphone,苹果");
    return TopicRules.parse(rules, "all");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Nova is great, the iPhone is not | Nova is great, | the iPhone is not",
        "I love the Nova but hate the iPhone | I love the Nova | but hate the iPhone",
        "Great. The Huawei camera, in my opinion, shines. The iPhone 15.1 is slow, it overheats | Great. The Huawei camera, in my opinion, shines. | The iPhone 15.1 is slow, it overheats",
        "华为很好，苹果太差了，还贵 | 华为很好， | 苹果太差了，还贵",
        "华为便宜但苹果好用 | 华为便宜 | 但苹果好用",
        "Nova beats the iPhone | Nova beats the iPhone | Nova beats the iPhone",
        "I like it, really | I like it, really | I like it, really",
        "苹果好 | 苹果好 | 苹果好"
      })
  void clauseBelongsToTheTopicNamedLast(String text, String huawei, String apple) {
    assertThat(clauses.about("huawei", text)).isEqualTo(huawei);
    assertThat(clauses.about("apple", text)).isEqualTo(apple);
    assertThat(clauses.about("another", text)).isEqualTo(text);
  }

  /** Whatever the text: what is kept is of the text, and names the topic where the text does. */
  @Test
  void nothingIsInvented() {
    String[] pieces = {
      "nova", "iphone", " ", ",", "。", "但", " but ", "good", "\n", "...", "5.5", "苹果"
    };
    Random random = new Random(2);
    TopicMatcher matcher = new TopicMatcher(rules());
    for (int round = 0; round < 2_000; round++) {
      StringBuilder built = new StringBuilder();
      for (int i = random.nextInt(15); i >= 0; i--) {
        built.append(pieces[random.nextInt(pieces.length)]);
      }
      String text = built.toString();
      for (String topic : rules().keywords().keySet()) {
        String about = clauses.about(topic, text);
        assertThat(about.length()).isLessThanOrEqualTo(text.length());
        assertThat(matcher.of(about).contains(topic))
            .as("%s in %s", topic, text)
            .isEqualTo(matcher.of(text).contains(topic));
      }
    }
  }
}
