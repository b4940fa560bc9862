// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.evaluate.PrequentialScore;
import io.undertone.dynamics.evaluate.Score;
import io.undertone.dynamics.findings.Findings;
import io.undertone.dynamics.findings.ModelScore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Scores so far as rows. */
final class ModelScoreRows {
  private ModelScoreRows() {}

  /**
   * @param period that closed last
   * @param scores by model, in the order of the rows
   */
  static List<ModelScore> of(Findings period, Map<String, PrequentialScore> scores, int revision) {
    List<ModelScore> rows = new ArrayList<>();
    scores.forEach(
        (model, running) -> {
          Score score = running.score();
          rows.add(
              new ModelScore(
                  period.topic(),
                  period.periodEnd(),
                  model,
                  score.n(),
                  score.rmse(),
                  score.mae(),
                  score.logScore(),
                  score.coverage80(),
                  score.coverage95(),
                  score.skill(),
                  score.skillError(),
                  revision));
        });
    return rows;
  }
}
