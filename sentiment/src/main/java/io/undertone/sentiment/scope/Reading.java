// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text as a model reads it.
 *
 * @param expressions those beside learnt runs
 * @param again reads the text once more, with the wider lexicon for texts of which learnt runs know
 *     little; null where there is none
 * @param features hashes of the distinct features for learnt models, ascending
 * @param whole hash of a short text as a whole; 0 for a longer one
 * @param labels each feature as a reader would write it; empty when they were not asked for
 */
public record Reading(
    Expressions expressions,
    @Nullable Supplier<Expressions> again,
    int[] features,
    int whole,
    Map<Integer, String> labels) {
  /** Number of {@link #dense()} figures. */
  public static final int DENSE = Expressions.DENSE;

  /** The same without the wider lexicon, as models are trained and their cards measured. */
  public Reading narrow() {
    return new Reading(expressions, null, features, whole, labels);
  }

  /** True when there is nothing in the text that could say anything: no letter, digit or sign. */
  public boolean isEmpty() {
    return expressions.isEmpty() && (again == null || again.get().isEmpty());
  }

  /** How much learnt runs count beside the expressions, in [0,1]. */
  public double gate() {
    return expressions.gate();
  }

  /** Figures of the expressions. */
  public double[] dense() {
    return expressions.dense();
  }

  /** How many expressions carry a valence. */
  public int opinions() {
    return expressions.opinions();
  }

  /** Parts of the text that the lexicon explains. */
  public int known() {
    return expressions.known();
  }
}
