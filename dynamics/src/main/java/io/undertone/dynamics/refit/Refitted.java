// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.ModelScore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one period gave.
 *
 * @param findings all rows but the scores
 * @param bloggers ascending; the order of the arrays
 * @param sentiment observed sentiment of each blogger; 0 where missing
 * @param observed whether the blogger had a post
 * @param conditional the engine's forecasts of this period as of its posts; none before its first
 * @param issued forecasts of the next period
 */
public record Refitted(
    Findings findings,
    List<String> bloggers,
    double[] sentiment,
    boolean[] observed,
    List<Issued> conditional,
    List<Issued> issued) {

  public Refitted {
    bloggers = List.copyOf(bloggers);
    sentiment = sentiment.clone();
    observed = observed.clone();
    conditional = List.copyOf(conditional);
    issued = List.copyOf(issued);
  }

  /** All rows. */
  public Findings withScores(List<ModelScore> scores) {
    return findings.but().modelScores(scores).build();
  }

  /**
   * What a closed period said, in the order of the bloggers for whom something was forecast.
   *
   * @param position of each in the closed period; -1 where it is not known there
   * @param values sentiment; 0 where missing
   * @param observed whether the blogger had a post
   */
  record ClosedValues(int[] position, double[] values, boolean[] observed) {

    static ClosedValues of(Refitted closed, List<String> bloggers) {
      Map<String, Integer> index = new HashMap<>();
      for (int i = 0; i < closed.bloggers().size(); i++) {
        index.put(closed.bloggers().get(i), i);
      }
      int n = bloggers.size();
      ClosedValues outcome = new ClosedValues(new int[n], new double[n], new boolean[n]);
      for (int i = 0; i < n; i++) {
        int now = index.getOrDefault(bloggers.get(i), -1);
        outcome.position[i] = now;
        outcome.observed[i] = now >= 0 && closed.observed()[now];
        outcome.values[i] = outcome.observed[i] ? closed.sentiment()[now] : 0;
      }
      return outcome;
    }
  }
}
