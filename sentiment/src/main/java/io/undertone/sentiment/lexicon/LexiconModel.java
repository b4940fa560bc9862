// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.lexicon;

import io.undertone.sentiment.Contribution;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Expected human rating of an English text, mapped to [0,1].
 *
 * <pre>
 *   rating = c + Σ_k w_k f_k in [-4,4],   score = (rating + 4) / 8
 * </pre>
 *
 * with the features f of {@link LexiconFeatures}. The score is the expected rating on a scale from
 * 0 (most negative) to 1 (most positive), 0.5 neutral.
 */
public final class LexiconModel {
  private static final double MAX_RATING = 4;

  private final EnglishLexicon lexicon;
  private final LexiconWeights weights;

  LexiconModel(EnglishLexicon lexicon, LexiconWeights weights) {
    this.lexicon = lexicon;
    this.weights = weights;
  }

  /** The model that comes with Undertone. */
  static LexiconModel load() {
    return new LexiconModel(EnglishLexicon.load(), LexiconWeights.load());
  }

  /** Score in [0,1]. */
  double score(String text) {
    return scoreOf(features(text));
  }

  /** Features of the text. */
  double[] features(String text) {
    List<String> tokens = EnglishTokens.of(text, lexicon);
    return LexiconFeatures.of(tokens, ValenceRules.of(lexicon, tokens));
  }

  private double scoreOf(double[] features) {
    double rating = Math.max(-MAX_RATING, Math.min(MAX_RATING, weights.rating(features)));
    return (rating + MAX_RATING) / (2 * MAX_RATING);
  }

  /** How much lower the score is when a word loses its valence, for each word that has one. */
  List<Contribution> explain(String text, int limit) {
    List<String> tokens = EnglishTokens.of(text, lexicon);
    double[] valences = ValenceRules.of(lexicon, tokens);
    double full = scoreOf(LexiconFeatures.of(tokens, valences));
    List<Contribution> result = new ArrayList<>();
    for (int i = 0; i < valences.length; i++) {
      if (valences[i] != 0 && result.size() < MAX_EXPLAINED) {
        double[] without = valences.clone();
        without[i] = 0;
        result.add(
            new Contribution(tokens.get(i), full - scoreOf(LexiconFeatures.of(tokens, without))));
      }
    }
    result.sort(Comparator.comparingDouble(c -> -Math.abs(c.weight())));
    return List.copyOf(result.subList(0, Math.min(limit, result.size())));
  }

  private static final int MAX_EXPLAINED = 200;
}
