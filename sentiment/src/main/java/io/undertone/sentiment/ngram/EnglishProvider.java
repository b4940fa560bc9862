// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.ScorerProvider;
import io.undertone.sentiment.SentimentScorer;

/** The English model that comes with Undertone. */
public final class EnglishProvider implements ScorerProvider {
  @Override
  public String name() {
    return "en-lexicon";
  }

  @Override
  public String description() {
    return "English social-media text: expressions in their context and word n-grams, trained on tweets";
  }

  @Override
  public SentimentScorer open(String argument, ScorerOptions options) {
    ScorerProvider.refuseArgument(name(), argument);
    return ShippedModels.open("en-lexicon.model", options);
  }
}
