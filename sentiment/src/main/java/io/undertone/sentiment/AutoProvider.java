// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import java.util.EnumMap;
import java.util.Map;

/** Language per text, then the default scorer of that language. */
public final class AutoProvider implements ScorerProvider {
  private static final Map<Language, String> DEFAULTS =
      Map.of(Language.ZH, "zh-ngram", Language.EN, "en-lexicon");

  @Override
  public String name() {
    return "auto";
  }

  @Override
  public String description() {
    return "the default: detects the language of each text, then zh-ngram or en-lexicon";
  }

  @Override
  public SentimentScorer open(String argument, ScorerOptions options) {
    ScorerProvider.refuseArgument(name(), argument);
    Map<Language, SentimentScorer> scorers = new EnumMap<>(Language.class);
    DEFAULTS.forEach((language, scorer) -> scorers.put(language, Scorers.bare(scorer, options)));
    return new AutoScorer(scorers);
  }
}
