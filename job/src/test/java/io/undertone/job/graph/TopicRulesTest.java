// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertone.job.options.InvalidOption;
import io.undertone.job.options.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicRulesTest {
  private static final TopicRules RULES =
      TopicRules.parse(Map.of("huawei", "华为, huawei，Nova", "apple", "iphone"), "all");

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
    assertThat(TopicRules.parse(Map.of(), "all").of(null)).containsExactly("all");
  }

  @Test
  void topicWithoutKeywordsIsRefused() {
    assertThatThrownBy(
            () -> Settings.builder().layer("f", Map.of("topics.x", " , ")).build().topicRules())
        .isInstanceOf(InvalidOption.class)
        .hasMessageContaining("Topic 'x' has no keyword");
  }
}
