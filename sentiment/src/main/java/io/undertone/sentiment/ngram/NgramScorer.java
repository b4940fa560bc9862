// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.ngram;

import io.undertone.sentiment.CleanTextScorer;
import io.undertone.sentiment.Contribution;
import io.undertone.sentiment.Language;
import io.undertone.sentiment.Outcome;
import io.undertone.sentiment.Score;
import io.undertone.sentiment.scope.CleanText;
import io.undertone.sentiment.scope.Reading;
import io.undertone.sentiment.scope.ScopeLexicon;
import io.undertone.sentiment.scope.ScopeReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores with an {@link NgramModel}; holds no state, so any number of threads may share it. */
public final class NgramScorer implements CleanTextScorer {
  private final NgramModel model;
  private final Language language;
  private final ScopeReader reader;
  private final String version;
  private final String id;

  /**
   * @param lexicon expressions, with the user's own where there are any
   * @param version changes whenever scores may change
   */
  NgramScorer(NgramModel model, ScopeLexicon lexicon, String version) {
    this.model = model;
    this.language = model.language();
    this.reader = new ScopeReader(lexicon);
    this.version = version;
    this.id = model.name() + "/" + version;
  }

  @Override
  public String name() {
    return model.name();
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public Score score(String text) {
    return score(CleanText.of(text));
  }

  @Override
  public Score score(CleanText text) {
    Reading reading = reader.read(text);
    if (reading.isEmpty()) {
      return Score.neutral(id, language, Outcome.UNSUPPORTED);
    }
    double z = model.margin(reading);
    ClassScale scale = model.scale();
    return new Score(
        scale.polarity(z), scale.neutral(z), scale.label(z), id, language, Outcome.SCORED);
  }

  /** What each part adds to the log-odds; the list adds up to a z + c. */
  @Override
  public List<Contribution> explain(String text, @Nullable Language known, int limit) {
    return model.explain(reader.explain(text), limit);
  }
}
