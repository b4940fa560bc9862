// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a scorer may be told.
 *
 * @param rules texts that are neutral whatever the model says
 * @param language language of every text; null to detect it per text
 * @param maxCharacters characters of a text that are read, at least 1; the rest is left out
 * @param maxTokens tokens per sentence that a parser may see, at least 1
 * @param cache folder for model files that are fetched on first use
 * @param expressions of the user's own: valence in [-4,4] of each; 0 says that one carries none
 * @param logOddsOffset by how much use differs from training: added to the log-odds of every text
 */
public record ScorerOptions(
    SentimentRules rules,
    @Nullable Language language,
    int maxCharacters,
    int maxTokens,
    Path cache,
    Map<String, Double> expressions,
    double logOddsOffset) {
  /** Tokens per sentence by default. */
  public static final int MAX_TOKENS = 60;

  /** Characters of a text that are read by default. */
  public static final int MAX_CHARACTERS = 20_000;

  public ScorerOptions {
    requirePositive("maxCharacters", maxCharacters);
    requirePositive("maxTokens", maxTokens);
    expressions = Map.copyOf(expressions);
  }

  /**
   * No rules, language detected per text, 20,000 characters, 60 tokens a sentence, {@code
   * ~/.cache/undertone}.
   */
  public static ScorerOptions defaults() {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "undertone");
    return new ScorerOptions(
        SentimentRules.none(), null, MAX_CHARACTERS, MAX_TOKENS, cache, Map.of(), 0);
  }

  public ScorerOptions withRules(SentimentRules rules) {
    return new ScorerOptions(
        rules, language, maxCharacters, maxTokens, cache, expressions, logOddsOffset);
  }

  public ScorerOptions withLanguage(@Nullable Language language) {
    return new ScorerOptions(
        rules, language, maxCharacters, maxTokens, cache, expressions, logOddsOffset);
  }

  public ScorerOptions withMaxTokens(int maxTokens) {
    return new ScorerOptions(
        rules, language, maxCharacters, maxTokens, cache, expressions, logOddsOffset);
  }

  public ScorerOptions withCache(Path cache) {
    return new ScorerOptions(
        rules, language, maxCharacters, maxTokens, cache, expressions, logOddsOffset);
  }

  public ScorerOptions withExpressions(Map<String, Double> expressions) {
    return new ScorerOptions(
        rules, language, maxCharacters, maxTokens, cache, expressions, logOddsOffset);
  }

  public ScorerOptions withLogOddsOffset(double offset) {
    return new ScorerOptions(rules, language, maxCharacters, maxTokens, cache, expressions, offset);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          name + " is " + value + "; it must be at least 1. Leave it out for the default.");
    }
  }
}
