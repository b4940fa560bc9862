// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What is taken for the variance of one comment's score before comments have told it.
 *
 * @param all the same for every scorer, in (0, 0.25]; null for the one measured on the kind of
 *     scorer
 */
public record ScorerPriors(@Nullable Double all) implements Serializable {
  /** Name of the option that sets it for all scorers. */
  public static final String BY_SCORER_LABEL = "by-scorer";

  /** As measured: fine-tuned BERT and other given scores, Chinese and English scorers, others. */
  public static final ScorerPriors BY_SCORER = new ScorerPriors(null);

  private static final double BERT = .09;
  private static final double CHINESE = .067;
  private static final double ENGLISH = .015;
  private static final double UNKNOWN = .04;

  /** One value for every scorer, in (0, 0.25]. */
  public static ScorerPriors of(double variance) {
    if (!(variance > 0 && variance <= 0.25)) {
      throw new IllegalArgumentException(
          "The variance of a score is " + variance + "; it must lie in (0, 0.25].");
    }
    return new ScorerPriors(variance);
  }

  /** The prior variance of a scorer's scores by its name; empty when that is not known. */
  public double of(String scorer) {
    if (all != null) {
      return all;
    }
    if (scorer.equals("given") || scorer.startsWith("transformer")) {
      return BERT;
    }
    if (scorer.startsWith("zh")) {
      return CHINESE;
    }
    return scorer.startsWith("en-") && !scorer.startsWith("en-tree") ? ENGLISH : UNKNOWN;
  }
}
