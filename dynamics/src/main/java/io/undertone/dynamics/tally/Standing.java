// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

/** What a partial or whole tally may be used for. */
public enum Standing {
  /** The period is complete: its closing, or a revision of it. */
  CLOSED,
  /** The open period as of a fixed share of it: the same in any order and at any parallelism. */
  MARK,
  /** The open period as of now, by wall clock: for display alone, no two runs agree. */
  OPEN
}
