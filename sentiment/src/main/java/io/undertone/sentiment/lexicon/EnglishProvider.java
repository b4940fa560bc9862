// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.lexicon;

import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.ScorerProvider;
import io.undertone.sentiment.SentimentScorer;

/** The English scorer for social-media text that comes with Undertone. */
public final class EnglishProvider implements ScorerProvider {
  @Override
  public String name() {
    return "en-lexicon";
  }

  @Override
  public String description() {
    return "English social-media text: lexicon with negation, intensifiers, emphasis and emoji";
  }

  @Override
  public SentimentScorer open(String argument, ScorerOptions options) {
    ScorerProvider.refuseArgument(name(), argument);
    return new LexiconScorer(LexiconModel.load());
  }
}
