// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.job.options.InvalidOption;
import io.undertone.job.options.Settings;
import io.undertone.job.options.TopicRules;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TopicRulesTest {
  private static final TopicMatcher RULES =
      new TopicMatcher(
          TopicRules.parse(Map.of("huawei", "华为, huawei，Nova", "apple", "iphone"), "all"));

  @Test
  void postIsAboutEveryTopicWhoseKeywordItContains() {
    assertThat(RULES.of("新的 HUAWEI Mate 60 发布")).containsExactly("huawei");
    assertThat(RULES.of("nova 12 或 iPhone 15？")).containsExactlyInAnyOrder("huawei", "apple");
    assertThat(RULES.of("华为手表")).containsExactly("huawei");
  }

  @Test
  void postAboutNoneOrWithoutTextHasNoTopic() {
    assertThat(RULES.of("天气不错")).isEmpty();
    assertThat(RULES.of(null)).isEmpty();
  }

  @Test
  void withoutRulesEverythingHasTheDefaultTopic() {
    assertThat(new TopicMatcher(TopicRules.parse(Map.of(), "all")).of(null)).containsExactly("all");
  }

  /** Random rules and texts: a topic matches exactly where one of its keywords is contained. */
  @Test
  void allKeywordsAreFoundInOnePass() {
    Random random = new Random(3);
    for (int round = 0; round < 200; round++) {
      Map<String, String> rules = new TreeMap<>();
      for (int topic = 0; topic < 1 + random.nextInt(20); topic++) {
        rules.put("t" + topic, word(random, 3) + "," + word(random, 4) + "," + word(random, 1));
      }
      TopicRules parsed = TopicRules.parse(rules, "all");
      TopicMatcher matcher = new TopicMatcher(parsed);
      for (int i = 0; i < 20; i++) {
        String text = word(random, 12);
        String small = text.toLowerCase(Locale.ROOT);
        List<String> expected =
            parsed.keywords().entrySet().stream()
                .filter(topic -> topic.getValue().stream().anyMatch(small::contains))
                .map(Map.Entry::getKey)
                .toList();
        assertThat(matcher.of(text)).as("%s in %s", rules, text).isEqualTo(expected);
        assertThat(matcher.of(text)).isEqualTo(expected);
      }
    }
  }

  private static String word(Random random, int longest) {
    StringBuilder word = new StringBuilder();
    for (int length = 1 + random.nextInt(longest); length > 0; length--) {
      word.append("abAB华为 éßİÉ".charAt(random.nextInt(11)));
    }
    return word.toString().isBlank() ? "a" : word.toString();
  }

  @Test
  void topicWithoutKeywordsIsRefused() {
    assertThatThrownBy(
            () -> Settings.builder().layer("f", Map.of("topics.x", " , ")).build().topicRules())
        .isInstanceOf(InvalidOption.class)
        .hasMessageContaining("Topic 'x' has no keyword");
  }
}
