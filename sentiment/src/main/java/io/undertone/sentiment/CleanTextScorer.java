// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import io.undertone.sentiment.scope.CleanText;

/** A scorer that takes texts which are clean already, so that no text is cleaned twice. */
public interface CleanTextScorer extends SentimentScorer {
  /** Scores one text; the same as of the text it was made of. */
  Score score(CleanText text);
}
