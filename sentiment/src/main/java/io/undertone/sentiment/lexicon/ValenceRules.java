// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.lexicon;

import java.util.List;

/**
 * Valence of each token in its context.
 *
 * <pre>
 *   v'_i = ν^[negated] (v_i + sgn(v_i) (κ [capitals] + λ [drawn out] + β Σ_k d_k δ_(i-k)))   times the weight of its clause
 * </pre>
 *
 * where v_i is the lexicon's valence in [-4,4], δ = 1 for an intensifier and -1 for a dampener
 * among the three tokens before (d = 1, 0.95, 0.9), negated means a negator among the four tokens
 * before in the same clause, and what stands before a "but" weighs {@value #BEFORE_BUT}, what
 * follows it {@value #AFTER_BUT}. The scheme is that of Hutto and Gilbert 2014; the constants that
 * differ from theirs were chosen on rated tweets.
 */
final class ValenceRules {
  private static final double CAPITALS = 0.733;
  private static final double DRAWN_OUT = 0.3;
  private static final double BOOST = 0.293;
  private static final double[] DISTANCE = {1, 0.95, 0.9};
  private static final double NEGATED_POSITIVE = -0.5;
  private static final double NEGATED_NEGATIVE = -0.4;
  private static final double BEFORE_BUT = 0.5;
  private static final double AFTER_BUT = 1.2;
  private static final double COMPARING_LIKE = 0.3;
  private static final int REACH = 4;

  private final EnglishLexicon lexicon;
  private final List<String> tokens;
  private final String[] lower;
  private final double[] bare;
  private final boolean capitalsStandOut;

  private ValenceRules(EnglishLexicon lexicon, List<String> tokens) {
    this.lexicon = lexicon;
    this.tokens = tokens;
    this.lower = tokens.stream().map(EnglishTokens::lower).toArray(String[]::new);
    this.bare = new double[lower.length];
    for (int i = 0; i < lower.length; i++) {
      bare[i] =
          lexicon.degree(lower[i]) != 0 && i + 1 < lower.length && !isBreak(lower[i + 1])
              ? 0
              : lexicon.valence(tokens.get(i), lower[i]);
    }
    this.capitalsStandOut = capitalsStandOut(tokens);
  }

  /** v' of every token. */
  static double[] of(EnglishLexicon lexicon, List<String> tokens) {
    ValenceRules rules = new ValenceRules(lexicon, tokens);
    double[] result = new double[tokens.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = rules.bare[i] == 0 ? 0 : rules.inContext(i);
    }
    rules.weighClauses(result);
    return result;
  }

  private double inContext(int i) {
    double sign = Math.signum(bare[i]);
    double size = Math.abs(bare[i]);
    if (isCapitals(i)) {
      size += CAPITALS;
    }
    if (EnglishLexicon.isElongated(lower[i])) {
      size += DRAWN_OUT;
    }
    size += degree(i);
    if (lower[i].equals("no") && i + 1 < lower.length && !isBreak(lower[i + 1])) {
      return 0;
    }
    if (lower[i].equals("like") && comparesLike(i)) {
      size *= COMPARING_LIKE;
    }
    double valence = sign * Math.max(0, size);
    if (!isNegated(i)) {
      return valence;
    }
    return valence * (valence > 0 ? NEGATED_POSITIVE : NEGATED_NEGATIVE);
  }

  private double degree(int i) {
    double sum = 0;
    for (int k = 1; k <= DISTANCE.length && k <= i; k++) {
      if (isBreak(lower[i - k])) {
        break;
      }
      sum += BOOST * DISTANCE[k - 1] * lexicon.degree(lower[i - k]) * (isCapitals(i - k) ? 1.5 : 1);
    }
    return sum;
  }

  private boolean isNegated(int i) {
    for (int k = 1; k <= REACH && k <= i; k++) {
      String before = lower[i - k];
      if (isBreak(before)) {
        return false;
      }
      if (lexicon.negates(before) && !(before.equals("no") && k > 1)) {
        return true;
      }
    }
    return false;
  }

  /** "looks like", "is like": no liking in it. */
  private boolean comparesLike(int i) {
    if (i == 0) {
      return false;
    }
    return switch (lower[i - 1]) {
      case "looks",
          "look",
          "looking",
          "feel",
          "feels",
          "sounds",
          "seems",
          "just",
          "is",
          "was",
          "are",
          "'s",
          "'m",
          "something",
          "anything",
          "more",
          "be" ->
          true;
      default -> false;
    };
  }

  private void weighClauses(double[] valences) {
    int but = -1;
    for (int i = 0; i < lower.length; i++) {
      if (lower[i].equals("but")) {
        but = i;
      }
    }
    for (int i = 0; but >= 0 && i < valences.length; i++) {
      valences[i] *= i < but ? BEFORE_BUT : AFTER_BUT;
    }
  }

  private boolean isCapitals(int i) {
    return capitalsStandOut && isCapitals(tokens.get(i));
  }

  private static boolean isCapitals(String token) {
    return token.length() > 1
        && token.chars().anyMatch(Character::isUpperCase)
        && token.chars().noneMatch(Character::isLowerCase);
  }

  private static boolean capitalsStandOut(List<String> tokens) {
    int words = 0;
    int capitals = 0;
    for (String token : tokens) {
      if (token.chars().anyMatch(Character::isLetter)) {
        words++;
        capitals += isCapitals(token) ? 1 : 0;
      }
    }
    return capitals > 0 && capitals < words;
  }

  private static boolean isBreak(String token) {
    char c = token.charAt(0);
    return c == '.' || c == '!' || c == '?' || c == ';' || c == ':' || c == '…';
  }
}
