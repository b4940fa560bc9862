// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import org.jspecify.annotations.Nullable;

/**
 * One text to learn from.
 *
 * @param text never blank
 * @param target polarity in [0,1]: 0, 0.5 or 1 for a label, the teacher's score otherwise
 * @param scored true when the target is the score of another model, or a rating, and no label
 * @param group whose audience wrote it, so that whole groups can be held out; null when unknown
 * @param weight of its file, above 0
 * @param background true for a text of a file whose texts are all neutral: it teaches what says
 *     nothing, and is no sample of what people write
 */
public record Example(
    String text,
    double target,
    boolean scored,
    @Nullable String group,
    double weight,
    boolean background) {
  /** True when the target says positive. */
  public boolean positive() {
    return target > 0.5;
  }

  /** True when it is labelled and its label is neither positive nor negative. */
  public boolean neutral() {
    return !scored && target == 0.5;
  }

  /** True when it is a labelled sample of what people write. */
  public boolean labelled() {
    return !scored && !background;
  }
}
