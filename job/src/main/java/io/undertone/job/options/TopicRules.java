// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

import java.io.Serializable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which topics a post is about: those of which its text contains a keyword, whatever the case.
 * Without rules every post is about the default topic.
 *
 * @param keywords lower-case keywords by topic
 * @param defaultTopic of records that name no topic, where there are no rules
 */
public record TopicRules(Map<String, List<String>> keywords, String defaultTopic)
    implements Serializable {

  /**
   * Reads rules as settings give them.
   *
   * @param rules keywords separated by commas, by topic
   */
  public static TopicRules parse(Map<String, String> rules, String defaultTopic) {
    Map<String, List<String>> keywords = new LinkedHashMap<>();
    rules.forEach(
        (topic, words) -> {
          List<String> list =
              Arrays.stream(words.split("[,，]"))
                  .map(word -> word.strip().toLowerCase(Locale.ROOT))
                  .filter(word -> !word.isEmpty())
                  .toList();
          if (list.isEmpty()) {
            throw new IllegalArgumentException(
                String.format(
                    Locale.ROOT,
                    "Topic '%s' has no keyword; give some, such as topics.%s: 华为, huawei, nova.",
                    topic,
                    topic));
          }
          keywords.put(topic, list);
        });
    return new TopicRules(keywords, defaultTopic);
  }
}
