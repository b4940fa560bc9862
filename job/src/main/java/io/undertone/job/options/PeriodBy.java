// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

/** Which of a comment's two times decides its period. */
public enum PeriodBy {
  /** The time of the post, as in arXiv:2511.15303. */
  POST,
  /** The time of the comment itself. */
  COMMENT
}
