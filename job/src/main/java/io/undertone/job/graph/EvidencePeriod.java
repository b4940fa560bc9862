// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

/**
 * How far release 0.1.0 had passed on the evidence of one post and period: its savepoints name this
 * type, and {@link EvidenceHandover} reads none of it.
 *
 * @param due epoch milliseconds at which it was to be passed on next
 * @param revision of the last issue; -1 before the first
 */
public record EvidencePeriod(long due, int revision) {}
