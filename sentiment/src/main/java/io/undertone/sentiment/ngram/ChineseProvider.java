// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.ScorerProvider;
import io.undertone.sentiment.SentimentScorer;

/** The Chinese model that comes with Undertone. */
public final class ChineseProvider implements ScorerProvider {
  @Override
  public String name() {
    return "zh-ngram";
  }

  @Override
  public String description() {
    return "Chinese: expressions in their context and character n-grams, trained on posts, comments and reviews";
  }

  @Override
  public SentimentScorer open(String argument, ScorerOptions options) {
    ScorerProvider.refuseArgument(name(), argument);
    return ShippedModels.open("zh-ngram.model", options);
  }
}
