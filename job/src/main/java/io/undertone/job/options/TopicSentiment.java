// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job.options;

/** How much of a text is scored under a keyword topic. */
public enum TopicSentiment {
  /** All of it. */
  TEXT,
  /** Its clauses about the topic, where it names it. */
  CLAUSE
}
