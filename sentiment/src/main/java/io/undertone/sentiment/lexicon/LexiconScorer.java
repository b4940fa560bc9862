// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.lexicon;

import io.undertone.sentiment.Contribution;
import io.undertone.sentiment.Language;
import io.undertone.sentiment.Outcome;
import io.undertone.sentiment.Score;
import io.undertone.sentiment.SentimentScorer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores English text with the {@link LexiconModel}; holds no state. */
final class LexiconScorer implements SentimentScorer {
  private static final String NAME = "en-lexicon";
  private static final String VERSION = "1";
  private static final String ID = NAME + "/" + VERSION;

  private final LexiconModel model;

  LexiconScorer(LexiconModel model) {
    this.model = model;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String version() {
    return VERSION;
  }

  @Override
  public Score score(String text) {
    return new Score(model.score(text), ID, Language.EN, Outcome.SCORED);
  }

  @Override
  public List<Contribution> explain(String text, @Nullable Language language, int limit) {
    return model.explain(text, limit);
  }
}
