// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment;

/**
 * What a scorer says about one text.
 *
 * @param positive probability in [0,1] that the text is positive; {@link #NEUTRAL} unless the
 *     outcome is {@link Outcome#SCORED}
 * @param scorer {@code name/version} of the model that scored, or {@code rule/NAME}
 * @param language the language the text was scored in
 * @param outcome how the score came about
 */
public record Score(double positive, String scorer, Language language, Outcome outcome) {
  /** Score of a text that leans neither way. */
  public static final double NEUTRAL = 0.5;

  public Score {
    if (!(positive >= 0 && positive <= 1)) {
      throw new IllegalArgumentException(
          "score is " + positive + "; a probability in [0,1] is needed. Check scorer " + scorer);
    }
  }

  /** A neutral score and why. */
  public static Score neutral(String scorer, Language language, Outcome outcome) {
    return new Score(NEUTRAL, scorer, language, outcome);
  }
}
