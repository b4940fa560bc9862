// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import io.undertone.sentiment.scope.CleanText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends each text to the scorer of its language; other languages stay neutral. */
final class AutoScorer implements SentimentScorer {
  private final Map<Language, SentimentScorer> scorers;

  AutoScorer(Map<Language, SentimentScorer> scorers) {
    this.scorers = scorers;
  }

  @Override
  public String name() {
    return "auto";
  }

  /** The scorers behind it, and how languages are told: both decide what texts get. */
  @Override
  public String version() {
    return scorers.values().stream().map(SentimentScorer::id).collect(Collectors.joining("+"))
        + "+languages/"
        + LanguageDetector.VERSION;
  }

  @Override
  public Score score(String text) {
    return score(text, null);
  }

  @Override
  public Score score(String text, @Nullable Language known) {
    CleanText clean = CleanText.of(text);
    Language language = known == null ? LanguageDetector.ofClean(clean.text()) : known;
    SentimentScorer scorer = scorers.get(language);
    if (scorer == null) {
      return Score.neutral("auto/none", language, Outcome.UNSUPPORTED);
    }
    return scorer instanceof CleanTextScorer direct ? direct.score(clean) : scorer.score(text);
  }

  @Override
  public List<Contribution> explain(String text, @Nullable Language known, int limit) {
    SentimentScorer scorer = scorers.get(known == null ? LanguageDetector.detect(text) : known);
    return scorer == null ? List.of() : scorer.explain(text, null, limit);
  }

  @Override
  public void close() {
    scorers.values().forEach(SentimentScorer::close);
  }
}
