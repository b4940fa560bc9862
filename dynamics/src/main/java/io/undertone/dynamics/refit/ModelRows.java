// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;
import io.undertone.dynamics.evaluate.PrequentialScore.Issued;
import io.undertone.dynamics.findings.AudienceForecast;
import io.undertone.dynamics.findings.Influence;
import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.model.FitOutcome.Fitted;
import io.undertone.dynamics.model.StepForecast;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of one fitted model: of its matrix the self-weights and every weight of at least {@value
 * #SMALLEST_SHOWN}. Its weights carry no test of their own, so every edge is undetermined.
 */
final class ModelRows {
  private static final double SMALLEST_SHOWN = 0.005;

  private ModelRows() {}

  static List<Influence> influences(String topic, Period last, Fitted fit, int revision) {
    List<Influence> rows = new ArrayList<>();
    double[][] weights = fit.influence();
    for (int target = 0; target < weights.length; target++) {
      if (!fit.forecast().available(target)) {
        continue;
      }
      for (int source = 0; source < weights[target].length; source++) {
        if (source != target && weights[target][source] < SMALLEST_SHOWN) {
          continue;
        }
        rows.add(
            new Influence(
                topic,
                last.end(),
                fit.model(),
                fit.bloggers().get(source),
                fit.bloggers().get(target),
                Math.max(0, fit.lags()[target][source]),
                weights[target][source],
                null,
                null,
                null,
                null,
                null,
                ClaimLevel.UNDETERMINED,
                false,
                revision));
      }
    }
    return rows;
  }

  static List<AudienceForecast> forecasts(
      String topic, Period last, Period next, Fitted fit, int revision) {
    List<AudienceForecast> rows = new ArrayList<>();
    StepForecast step = fit.forecast();
    for (int i = 0; i < step.size(); i++) {
      if (step.available(i)) {
        rows.add(
            new AudienceForecast(
                topic,
                last.end(),
                fit.model(),
                fit.bloggers().get(i),
                next.start(),
                next.end(),
                false,
                step.mean(i),
                step.lower(i, 0.80),
                step.upper(i, 0.80),
                step.lower(i, 0.95),
                step.upper(i, 0.95),
                revision));
      }
    }
    return rows;
  }

  /** Forecasts of a period whose posts are known; sentiment and intervals cut to [0,1]. */
  static List<AudienceForecast> conditional(
      String topic, Period last, Period next, List<String> bloggers, Issued issued, int revision) {
    List<AudienceForecast> rows = new ArrayList<>();
    StepForecast step = issued.step();
    for (int i = 0; i < step.size(); i++) {
      if (step.available(i)) {
        double sd = Math.sqrt(step.variance(i));
        double mean = step.mean(i);
        rows.add(
            new AudienceForecast(
                topic,
                last.end(),
                issued.model(),
                bloggers.get(i),
                next.start(),
                next.end(),
                true,
                mean,
                Math.max(0, mean - issued.z80() * sd),
                Math.min(1, mean + issued.z80() * sd),
                Math.max(0, mean - issued.z95() * sd),
                Math.min(1, mean + issued.z95() * sd),
                revision));
      }
    }
    return rows;
  }
}
