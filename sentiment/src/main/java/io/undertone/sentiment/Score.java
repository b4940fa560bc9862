// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

/**
 * What a scorer says about one text.
 *
 * @param positive expected polarity in [0,1], P(positive) + P(neutral) / 2; {@link #NEUTRAL} unless
 *     the outcome is {@link Outcome#SCORED}
 * @param neutral P(neutral) in [0,1]
 * @param label what the text is called
 * @param scorer {@code name/version} of the model that scored, or {@code rule/NAME}
 * @param language the language the text was scored in
 * @param outcome how the score came about
 */
public record Score(
    double positive,
    double neutral,
    Polarity label,
    String scorer,
    Language language,
    Outcome outcome) {
  /** Score of a text that leans neither way. */
  public static final double NEUTRAL = 0.5;

  private static final double TOLERANCE = 1e-9;

  public Score {
    boolean within = positive >= 0 && positive <= 1 && neutral >= 0 && neutral <= 1;
    if (!within || neutral / 2 > Math.min(positive, 1 - positive) + TOLERANCE) {
      throw new IllegalArgumentException(
          "score is "
              + positive
              + " with "
              + neutral
              + " neutral; probabilities in [0,1] are needed. Check scorer "
              + scorer);
    }
  }

  /** The score of a model that knows two classes only. */
  public static Score of(double positive, String scorer, Language language) {
    Polarity label =
        positive > NEUTRAL
            ? Polarity.POSITIVE
            : positive < NEUTRAL ? Polarity.NEGATIVE : Polarity.NEUTRAL;
    return new Score(positive, 0, label, scorer, language, Outcome.SCORED);
  }

  /** A neutral score and why. */
  public static Score neutral(String scorer, Language language, Outcome outcome) {
    return new Score(NEUTRAL, 1, Polarity.NEUTRAL, scorer, language, outcome);
  }

  /** True when nothing was scored, so that the text has no say in a mean. */
  public boolean unscored() {
    return outcome != Outcome.SCORED && outcome != Outcome.RULE;
  }

  /** Probability in [0,1] of the label. */
  public double confidence() {
    return switch (label) {
      case NEGATIVE -> Math.max(0, 1 - positive - neutral / 2);
      case NEUTRAL -> neutral;
      case POSITIVE -> Math.max(0, positive - neutral / 2);
    };
  }
}
