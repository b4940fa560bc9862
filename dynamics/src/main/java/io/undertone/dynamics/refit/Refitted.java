// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.ModelScore;
import java.util.List;

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
}
