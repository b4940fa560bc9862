// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.answers;

import io.undertone.dynamics.findings.AudienceSentiment;
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
