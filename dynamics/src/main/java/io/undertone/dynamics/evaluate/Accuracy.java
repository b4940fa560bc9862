// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.evaluate;

import io.undertone.dynamics.findings.ModelScore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How well forecasts of one model did. All but n are null while there is nothing to average.
 *
 * @param n forecast-outcome pairs
 * @param rmse root mean squared error, in units of sentiment
 * @param mae mean absolute error
 * @param logScore mean log predictive density, natural logarithm, higher is better
 * @param coverage80 share of outcomes inside the 80 % interval
 * @param coverage95 share of outcomes inside the 95 % interval
 * @param skill 1 - rmse / rmse of the best baseline on the same pairs; below 0 is worse
 * @param skillError its standard error
 */
public record Accuracy(
    int n,
    @Nullable Double rmse,
    @Nullable Double mae,
    @Nullable Double logScore,
    @Nullable Double coverage80,
    @Nullable Double coverage95,
    @Nullable Double skill,
    @Nullable Double skillError) {

  /** The same as a result row of a model, as of the end of a period. */
  public ModelScore row(String topic, Instant asOf, String model, int revision) {
    return new ModelScore(
        topic,
        asOf,
        model,
        n,
        rmse,
        mae,
        logScore,
        coverage80,
        coverage95,
        skill,
        skillError,
        revision);
  }
}
