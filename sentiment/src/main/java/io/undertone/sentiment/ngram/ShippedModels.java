// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.Language;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.SentimentScorer;
import io.undertone.sentiment.scope.ScopeReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Opens the models that come with Undertone. */
final class ShippedModels {
  private ShippedModels() {}

  static SentimentScorer open(String resource, Language language, ScorerOptions options) {
    try (InputStream in = ShippedModels.class.getResourceAsStream(resource)) {
      NgramModel model =
          NgramModelFile.read(Objects.requireNonNull(in, resource + " is missing"), resource);
      return scorer(model, language, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A scorer with the user's own expressions and prior. */
  static SentimentScorer scorer(NgramModel model, Language language, ScorerOptions options) {
    NgramModel used =
        options.logOddsOffset() == 0
            ? model
            : model.withScale(model.scale().withOffset(options.logOddsOffset()));
    return new NgramScorer(used, language, new ScopeReader(options.lexicon()));
  }
}
