// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.graph;

/**
 * How far the evidence of one post and period has been passed on.
 *
 * @param due epoch milliseconds at which it is passed on next; {@link #NOT_DUE} while unchanged
 * @param revision of the last issue; -1 before the first
 */
public record EvidencePeriod(long due, int revision) {
  /** Nothing has changed since the last issue. */
  static final long NOT_DUE = Long.MAX_VALUE;

  EvidencePeriod dueAt(long moment) {
    return new EvidencePeriod(Math.min(due, moment), revision);
  }

  EvidencePeriod issued() {
    return new EvidencePeriod(NOT_DUE, revision + 1);
  }
}
