// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import io.undertone.sentiment.scope.Fingerprint;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rules first, then the model; a fixed language of the options wins over a detected one.
 */
final class RuledScorer implements SentimentScorer {
  private final SentimentScorer model;
  private final ScorerOptions options;

  RuledScorer(SentimentScorer model, ScorerOptions options) {
    this.model = model;
    this.options = options;
  }

  @Override
  public String name() {
    return model.name();
  }

  /** That of the model, with the rules, the fixed language and the length where there are any. */
  @Override
  public String version() {
    StringBuilder version = new StringBuilder(model.version());
    if (!options.rules().equals(SentimentRules.none())) {
      version.append("+rules/").append(new Fingerprint().with(options.rules()).digits());
    }
    if (options.language() != null) {
      version.append('+').append(options.language().name().toLowerCase(Locale.ROOT));
    }
    if (options.maxCharacters() != ScorerOptions.MAX_CHARACTERS) {
      version.append("+characters/").append(options.maxCharacters());
    }
    return version.toString();
  }

  @Override
  public Score score(String text) {
    return score(text, null);
  }

  @Override
  public Score score(String text, @Nullable Language known) {
    Language language = known != null ? known : options.language();
    Optional<String> rule = options.rules().neutralBecause(text);
    if (rule.isPresent()) {
      return Score.neutral(
          "rule/" + rule.get(),
          language == null ? LanguageDetector.detect(text) : language,
          Outcome.RULE);
    }
    return model.score(bounded(text), language);
  }

  @Override
  public List<Contribution> explain(String text, @Nullable Language known, int limit) {
    Optional<String> rule = options.rules().neutralBecause(text);
    if (rule.isPresent()) {
      return List.of(new Contribution("rule " + rule.get(), 0));
    }
    return model.explain(bounded(text), known != null ? known : options.language(), limit);
  }

  @Override
  public void close() {
    model.close();
  }

  private String bounded(String text) {
    int limit = options.maxCharacters();
    if (text.length() <= limit) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
  }
}
