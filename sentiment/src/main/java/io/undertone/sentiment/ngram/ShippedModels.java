// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.Language;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.SentimentScorer;
import io.undertone.sentiment.scope.Fingerprint;
import io.undertone.sentiment.scope.ScopeLexicon;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Opens the models that come with Undertone. */
final class ShippedModels {
  private ShippedModels() {}

  static SentimentScorer open(String resource, ScorerOptions options) {
    try (InputStream in = ShippedModels.class.getResourceAsStream(resource)) {
      NgramModel model =
          NgramModelFile.read(Objects.requireNonNull(in, resource + " is missing"), resource);
      return scorer(model, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A scorer with the user's own expressions and prior. */
  static SentimentScorer scorer(NgramModel model, ScorerOptions options) {
    NgramModel used =
        options.logOddsOffset() == 0
            ? model
            : model.withScale(model.scale().withOffset(options.logOddsOffset()));
    ScopeLexicon lexicon =
        ScopeLexicon.with(model.language() == Language.EN, options.expressions());
    return new NgramScorer(used, lexicon, version(model, lexicon, options));
  }

  /** That of the model where the options leave its scores as they are. */
  private static String version(NgramModel model, ScopeLexicon lexicon, ScorerOptions options) {
    boolean plain =
        options.expressions().isEmpty()
            && options.logOddsOffset() == 0
            && options.maxCharacters() == ScorerOptions.MAX_CHARACTERS;
    return plain
        ? model.version()
        : new Fingerprint()
            .with(model.version())
            .with(lexicon.version())
            .with(options.logOddsOffset())
            .with(options.maxCharacters())
            .digits();
  }
}
