// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.findings.ClaimLevel;

/**
 * One directed edge as of now: what {@code target} takes from {@code source}.
 *
 * @param source index of the blogger listened to
 * @param target index of the listener; equal to source for the own weight
 * @param lag periods beyond the previous one, from the copy with three lags; 0 where that copy does
 *     not predict better
 * @param weight in [0,1], averaged over the memories
 * @param lower lower end of the 90 % interval
 * @param upper upper end of it; the interval is widened where the averaged weight lies outside
 * @param eValue evidence however often one looks; NaN where the edge was not tested
 * @param pValue of the edge test; NaN where it could not be made
 * @param qValue its adjusted value over all tested edges; NaN likewise
 * @param level what may be claimed
 */
public record EdgeEstimate(
    int source,
    int target,
    int lag,
    double weight,
    double lower,
    double upper,
    double eValue,
    double pValue,
    double qValue,
    ClaimLevel level) {}
