// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

/** How a score came about; every outcome but {@link #SCORED} carries a neutral score. */
public enum Outcome {
  /** A model scored the text. */
  SCORED,
  /** A rule of {@link SentimentRules} made it neutral. */
  RULE,
  /** Nothing in the text can be scored: only marks, or a language no scorer reads. */
  UNSUPPORTED,
  /** The scorer failed on this text. */
  FAILED
}
