// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

/** What becomes of comments that nobody could score. */
public enum UnscoredAs {
  /** Counted apart, without a say in the sentiment. */
  OUT,
  /** Counted as 0.5, as in arXiv:2511.15303. */
  NEUTRAL
}
