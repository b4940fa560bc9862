// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.job.options.TopicRules;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a text says about one of several topics: each clause is about the topics named in it, and
 * one that names none goes on with what the clause before it is about; clauses before the first
 * name belong to that name. Clauses end at punctuation and before words of contrast. A text that
 * does not name the topic is taken whole. Costs one pass over the text.
 */
final class TopicClauses implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Pattern END =
      Pattern.compile(
          "[。！？!?；;，,、…\\n]+|\\.(?=\\s|$)|(?i)\\s(?=(?:but|while|whereas|although|though)\\s)|(?=但是?|不过|可是|然而|而(?!且))");

  private final TopicRules rules;
  private transient @Nullable TopicMatcher matcher;

  TopicClauses(TopicRules rules) {
    this.rules = rules;
  }

  /** The clauses about a topic, as they are written; the text itself where none names it. */
  String about(String topic, String text) {
    TopicMatcher topics = matcher;
    if (topics == null) {
      topics = new TopicMatcher(rules);
      matcher = topics;
    }
    if (!topics.match(text).contains(topic)) {
      return text;
    }
    StringBuilder about = new StringBuilder();
    StringBuilder unnamed = new StringBuilder();
    List<String> current = new ArrayList<>();
    for (String clause : clauses(text)) {
      List<String> named = topics.match(clause);
      if (!named.isEmpty()) {
        boolean first = current.isEmpty();
        current = named;
        if (first && named.contains(topic)) {
          about.append(unnamed);
        }
      }
      if (current.isEmpty()) {
        unnamed.append(clause);
      } else if (current.contains(topic)) {
        about.append(clause);
      }
    }
    return about.toString().isBlank() ? text : about.toString().strip();
  }

  /** Cut so that put together they are the text. */
  private static List<String> clauses(String text) {
    List<String> clauses = new ArrayList<>();
    Matcher end = END.matcher(text);
    int start = 0;
    while (end.find()) {
      if (end.end() > start) {
        clauses.add(text.substring(start, end.end()));
        start = end.end();
      }
    }
    if (start < text.length()) {
      clauses.add(text.substring(start));
    }
    return clauses;
  }
}
