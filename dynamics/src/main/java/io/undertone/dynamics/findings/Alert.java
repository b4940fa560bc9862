// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;

/**
 * Something worth a look.
 *
 * @param topic what the audience talks about
 * @param blogger whose audience it is; empty when it concerns all
 * @param periodStart first instant of the period
 * @param periodEnd first instant after it
 * @param kind why it was raised
 * @param size how large: for a surprise, the error in predictive standard deviations; for a data
 *     gap, periods without a post; for a scorer change, names that came or went; otherwise in units
 *     of sentiment
 * @param evidence the numbers behind it, in one plain sentence
 * @param revision 0 for the first row of its key, higher for each later one
 */
public record Alert(
    String topic,
    String blogger,
    Instant periodStart,
    Instant periodEnd,
    AlertKind kind,
    double size,
    String evidence,
    int revision) {}
