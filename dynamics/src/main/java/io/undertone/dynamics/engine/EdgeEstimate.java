// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.findings.ClaimLevel;

/**
 * One directed edge as of now: what {@code target} takes from {@code source}.
 *
 * @param source index of the audience listened to
 * @param target index of the listener; equal to source for the own weight
 * @param lag delay in 1..3: of a claimed edge the one with the largest share of the evidence,
 *     otherwise the one with the largest weight
 * @param weight effective weight in [0,1], sum over delays
 * @param lower lower end of the 90 % interval; NaN while the influence is changing
 * @param upper upper end of it, likewise; the interval contains the weight
 * @param eValue evidence that may be looked at whenever one likes; NaN where there was no test
 * @param pValue one-sided, at this date; NaN where there was no test
 * @param qValue its adjusted value over all tested edges; NaN likewise
 * @param level what may be claimed
 * @param explained whether the sentiment as heard shows the edge, and what posts do not explain of
 *     it does not
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
    ClaimLevel level,
    boolean explained) {}
