// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import io.undertone.dynamics.findings.AudienceSentiment;
import io.undertone.sinks.ResultReader;
import io.undertone.sinks.RowQuery;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;

/**
 * How far the scores of one scorer lie apart under one post.
 *
 * @param scorer its name, or the names of several joined by +
 * @param commentVariance s2, variance of one comment's score around its post's sentiment, as of the
 *     last period in which it scored
 */
public record ScorerSpread(String scorer, double commentVariance) {
  private static final int LATEST = 1000;

  /** Of every scorer among the latest rows of a topic, by name. */
  public static List<ScorerSpread> of(ResultReader results, String topic) throws IOException {
    return of(latest(results, topic));
  }

  /** The latest rows of a topic, latest first. */
  static List<AudienceSentiment> latest(ResultReader results, String topic) throws IOException {
    return results.rows(AudienceSentiment.class, RowQuery.topic(topic).latestFirst().limit(LATEST));
  }

  /** Of every scorer among rows that come latest first, by name. */
  static List<ScorerSpread> of(List<AudienceSentiment> rows) {
    TreeMap<String, ScorerSpread> latest = new TreeMap<>();
    for (AudienceSentiment row : rows) {
      String scorer = row.scorer();
      Double variance = row.commentVariance();
      if (scorer != null && variance != null) {
        latest.putIfAbsent(scorer, new ScorerSpread(scorer, variance));
      }
    }
    return List.copyOf(latest.values());
  }
}
