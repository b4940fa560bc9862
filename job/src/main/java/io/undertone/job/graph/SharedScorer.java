// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.Scorers;
import io.undertone.sentiment.SentimentScorer;
import java.util.HashMap;
import java.util.Map;

/**
 * One scorer per process and name, shared by all subtasks in it: models are large and thread-safe.
 * Opened by the first that asks, closed when the last has let go.
 */
final class SharedScorer implements AutoCloseable {
  private static final Map<String, SharedScorer> OPEN = new HashMap<>();

  private final String name;
  private final SentimentScorer scorer;
  private int users;

  private SharedScorer(String name, SentimentScorer scorer) {
    this.name = name;
    this.scorer = scorer;
  }

  static SharedScorer acquire(String name) {
    synchronized (OPEN) {
      SharedScorer shared =
          OPEN.computeIfAbsent(
              name, n -> new SharedScorer(n, Scorers.byName(n, ScorerOptions.defaults())));
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
        OPEN.remove(name);
        scorer.close();
      }
    }
  }
}
