// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.job.options.TopicRules;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ahocorasick.trie.PayloadTrie;
import org.jspecify.annotations.Nullable;

/**
 * {@link TopicRules} made ready: all keywords are looked for in one pass over a post's text (Aho
 * and Corasick 1975), whose cost does not grow with their number, and the last {@value #REMEMBERED}
 * texts are remembered, so that the comments of a post cost one look.
 */
public final class TopicMatcher {
  private static final int REMEMBERED = 4_096;

  private final TopicRules rules;
  private final List<String> topics;
  private final PayloadTrie<BitSet> trie;
  private final Map<String, List<String>> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<String>> eldest) {
          return size() > REMEMBERED;
        }
      };

  public TopicMatcher(TopicRules rules) {
    this.rules = rules;
    topics = List.copyOf(rules.keywords().keySet());
    Map<String, BitSet> topicsByKeyword = new HashMap<>();
    for (int topic = 0; topic < topics.size(); topic++) {
      for (String word : rules.keywords().getOrDefault(topics.get(topic), List.of())) {
        topicsByKeyword.computeIfAbsent(word, w -> new BitSet()).set(topic);
      }
    }
    var builder = PayloadTrie.<BitSet>builder();
    topicsByKeyword.forEach(builder::addKeyword);
    trie = builder.build();
  }

  /** Topics of a post, in the order of the rules; empty when rules exist and none matches. */
  public List<String> of(@Nullable String postText) {
    if (topics.isEmpty()) {
      return List.of(rules.defaultTopic());
    }
    return postText == null ? List.of() : known.computeIfAbsent(postText, this::match);
  }

  /** Topics with a keyword in a text, not remembered. */
  List<String> match(String postText) {
    BitSet found = new BitSet();
    trie.parseText(
        postText.toLowerCase(Locale.ROOT),
        emit -> {
          found.or(emit.getPayload());
          return true;
        });
    List<String> matched = new ArrayList<>(found.cardinality());
    found.stream().forEach(topic -> matched.add(topics.get(topic)));
    return matched;
  }
}
