// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a model expects of one audience in a later period, issued before that period.
 *
 * @param topic what the audience talks about
 * @param madeAt event time at which it was issued: the end of the last period used
 * @param model name of the model
 * @param blogger whose audience it is
 * @param periodStart first instant of the period that is forecast
 * @param periodEnd first instant after it
 * @param conditional true when the posts of that period are taken as known
 * @param mean expected sentiment in [0,1]
 * @param lower80 lower end of the 80 % interval
 * @param upper80 upper end of the 80 % interval
 * @param lower95 lower end of the 95 % interval
 * @param upper95 upper end of the 95 % interval
 * @param revision 0 for the first row of its key, higher for each later one
 */
public record AudienceForecast(
    String topic,
    Instant madeAt,
    String model,
    String blogger,
    Instant periodStart,
    Instant periodEnd,
    boolean conditional,
    double mean,
    @Nullable Double lower80,
    @Nullable Double upper80,
    @Nullable Double lower95,
    @Nullable Double upper95,
    int revision) {}
