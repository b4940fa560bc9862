// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.evaluate.ObservedPeriod;
import io.undertone.dynamics.evaluate.PrequentialScore.Issued;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.ModelScore;
import java.util.List;

/**
 * What one period gave.
 *
 * @param findings all rows but the scores
 * @param closed what forecasts of it are scored against
 * @param conditional the engine's forecasts of this period as of its posts; none before its first
 * @param issued forecasts of the next period
 */
public record Refitted(
    Findings findings, ObservedPeriod closed, List<Issued> conditional, List<Issued> issued) {

  public Refitted {
    conditional = List.copyOf(conditional);
    issued = List.copyOf(issued);
  }

  /** All rows. */
  public Findings withScores(List<ModelScore> scores) {
    return findings.but().modelScores(scores).build();
  }
}
