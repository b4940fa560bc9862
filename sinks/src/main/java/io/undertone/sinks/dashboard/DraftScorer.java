// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sinks.dashboard;

/** Scores a draft post by the same scorer as the posts. */
public interface DraftScorer {
  /** Name of the scorer. */
  String name();

  /** Secret with which the words of posts were hashed; empty for none. */
  String salt();

  /** Positive sentiment of a text, in [0,1]. */
  double score(String text);
}
