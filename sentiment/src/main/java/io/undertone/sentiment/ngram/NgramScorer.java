// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.Contribution;
import io.undertone.sentiment.Language;
import io.undertone.sentiment.Outcome;
import io.undertone.sentiment.Score;
import io.undertone.sentiment.SentimentScorer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores with an {@link NgramModel}; holds no state, so any number of threads may share it. */
public final class NgramScorer implements SentimentScorer {
  private final NgramModel model;
  private final Language language;
  private final String id;

  /**
   * @param language the language of the texts that the model was trained on
   */
  public NgramScorer(NgramModel model, Language language) {
    this.model = model;
    this.language = language;
    this.id = model.name() + "/" + model.version();
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public String version() {
    return model.version();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Score score(String text) {
    return new Score(model.probability(text), id, language, Outcome.SCORED);
  }

  @Override
  public List<Contribution> explain(String text, @Nullable Language known, int limit) {
    return model.explain(text, limit);
  }
}
