// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.ScorerProvider;
import io.undertone.sentiment.SentimentScorer;
import java.io.IOException;
import java.nio.file.Path;

/** A model of the user's own, written by train-sentiment: {@code model:FILE}. */
public final class ModelFileProvider implements ScorerProvider {
  @Override
  public String name() {
    return "model";
  }

  @Override
  public String description() {
    return "model:FILE, a model of your own written by train-sentiment";
  }

  @Override
  public SentimentScorer open(String argument, ScorerOptions options) {
    if (argument.isEmpty()) {
      throw new IllegalArgumentException(
          "scorer is 'model' without a file; give model:FILE with a file of train-sentiment.");
    }
    try {
      return ShippedModels.scorer(NgramModelFile.read(Path.of(argument)), options);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "scorer is 'model:" + argument + "'; it cannot be read: " + e.getMessage(), e);
    }
  }
}
