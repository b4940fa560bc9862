// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import org.jspecify.annotations.Nullable;

/**
 * One text to learn from.
 *
 * @param text never blank
 * @param target probability in [0,1] that it is positive: 0 or 1 for a label, the teacher's score
 *     otherwise
 * @param scored true when the target is the score of another model rather than a label
 * @param group whose audience wrote it, so that whole groups can be held out; null when unknown
 */
public record Example(String text, double target, boolean scored, @Nullable String group) {
  /** True when the target says positive. */
  public boolean positive() {
    return target > 0.5;
  }
}
