// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Prequential score of one model over all one-step forecasts issued so far, baselines included.
 *
 * @param topic what the audiences talk about
 * @param asOf end of the last period scored
 * @param model name of the model
 * @param n number of forecast-outcome pairs
 * @param rmse root mean squared error, in units of sentiment; null while n = 0
 * @param mae mean absolute error
 * @param logScore mean log predictive density (natural logarithm, higher is better)
 * @param coverage80 share of outcomes inside the 80 % interval
 * @param coverage95 share of outcomes inside the 95 % interval
 * @param skill 1 - rmse / rmse of the best baseline on the same pairs; below 0 is worse
 * @param skillError its standard error
 * @param revision 0 for the first row of its key, higher for each later one
 */
public record ModelScore(
    String topic,
    Instant asOf,
    String model,
    int n,
    @Nullable Double rmse,
    @Nullable Double mae,
    @Nullable Double logScore,
    @Nullable Double coverage80,
    @Nullable Double coverage95,
    @Nullable Double skill,
    @Nullable Double skillError,
    int revision) {}
