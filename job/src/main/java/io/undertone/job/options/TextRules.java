// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

/** Texts that are neutral whatever a scorer would say. */
public enum TextRules {
  /** None. */
  NONE,
  /** Empty texts, bare reposts and replies, as in arXiv:2511.15303. */
  PAPER
}
