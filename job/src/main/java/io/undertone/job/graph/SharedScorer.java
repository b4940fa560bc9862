// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.job.options.TextRules;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.Scorers;
import io.undertone.sentiment.SentimentRules;
import io.undertone.sentiment.SentimentScorer;
import java.util.HashMap;
import java.util.Map;

/**
 * One scorer per process, name and rules, shared by all subtasks in it: models are large and
 * thread-safe. Opened by the first that asks, closed when the last has let go.
 */
final class SharedScorer implements AutoCloseable {
  private static final Map<String, SharedScorer> OPEN = new HashMap<>();

  private final String key;
  private final SentimentScorer scorer;
  private int users;

  private SharedScorer(String key, SentimentScorer scorer) {
    this.key = key;
    this.scorer = scorer;
  }

  static SharedScorer acquire(String name, TextRules rules) {
    String key = rules + " " + name;
    synchronized (OPEN) {
      SharedScorer shared =
          OPEN.computeIfAbsent(
              key,
              k ->
                  new SharedScorer(
                      k,
                      Scorers.byName(
                          name,
                          ScorerOptions.defaults()
                              .withRules(
                                  rules == TextRules.PAPER
                                      ? SentimentRules.paper()
                                      : SentimentRules.none()))));
      shared.users++;
      return shared;
    }
  }

  SentimentScorer scorer() {
    return scorer;
  }

  @Override
  public void close() {
    synchronized (OPEN) {
      users--;
      if (users == 0) {
        OPEN.remove(key);
        scorer.close();
      }
    }
  }
}
