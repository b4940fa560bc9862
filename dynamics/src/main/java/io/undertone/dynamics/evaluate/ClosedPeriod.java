// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import io.undertone.dynamics.findings.ModelScore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a period said when it closed, against which its forecasts are scored.
 *
 * @param topic what the audiences talk about
 * @param start first instant
 * @param end first instant after it
 * @param bloggers ascending; the order of the arrays
 * @param sentiment observed sentiment of each blogger; 0 where missing
 * @param observed whether the blogger had a post
 */
public record ClosedPeriod(
    String topic,
    Instant start,
    Instant end,
    List<String> bloggers,
    double[] sentiment,
    boolean[] observed) {

  public ClosedPeriod {
    bloggers = List.copyOf(bloggers);
    sentiment = sentiment.clone();
    observed = observed.clone();
  }

  /** Its values in the order of the bloggers for whom something was forecast. */
  public Values of(List<String> forecast) {
    Map<String, Integer> index = new HashMap<>();
    for (int i = 0; i < bloggers.size(); i++) {
      index.put(bloggers.get(i), i);
    }
    int n = forecast.size();
    Values outcome = new Values(new int[n], new double[n], new boolean[n]);
    for (int i = 0; i < n; i++) {
      int now = index.getOrDefault(forecast.get(i), -1);
      outcome.position[i] = now;
      outcome.observed[i] = now >= 0 && observed[now];
      outcome.sentiment[i] = outcome.observed[i] ? sentiment[now] : 0;
    }
    return outcome;
  }

  /** Scores so far by model, in their order, as rows of this period. */
  public List<ModelScore> rows(Map<String, PrequentialScore> scores, int revision) {
    List<ModelScore> rows = new ArrayList<>();
    scores.forEach((model, running) -> rows.add(running.score().row(topic, end, model, revision)));
    return rows;
  }

  /**
   * Values of some bloggers.
   *
   * @param position of each in the closed period; -1 where it is not known there
   * @param sentiment 0 where missing
   * @param observed whether the blogger had a post
   */
  public record Values(int[] position, double[] sentiment, boolean[] observed) {}
}
