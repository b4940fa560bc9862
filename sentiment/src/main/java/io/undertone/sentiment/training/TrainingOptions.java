// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

/**
 * How a model is trained.
 *
 * @param prior share of positive texts to expect in use, in (0,1): labelled texts are corrected to
 *     it; {@link #OBSERVED_PRIOR} leaves them as they are
 * @param scoredWeight weight of a scored text, where a labelled text weighs 1; at least 0
 * @param strength inverse regularisation C, above 0
 * @param folds folds of the cross-validation, at least 2
 * @param seed of the split into folds
 */
public record TrainingOptions(
    double prior, double scoredWeight, double strength, int folds, long seed) {
  /** Leaves the shares of the labels as they are in the data. */
  public static final double OBSERVED_PRIOR = 0;

  public TrainingOptions {
    if (!(prior >= 0 && prior < 1)) {
      throw new IllegalArgumentException(
          "prior is "
              + prior
              + "; the share of positive texts lies in (0,1). Leave it out to keep"
              + " the shares of the data.");
    }
    if (!(scoredWeight >= 0)) {
      throw new IllegalArgumentException(
          "scored weight is " + scoredWeight + "; it must be at least 0. The default is 6.");
    }
    if (!(strength > 0)) {
      throw new IllegalArgumentException(
          "strength is " + strength + "; it must be above 0. The default is 5.");
    }
    if (folds < 2) {
      throw new IllegalArgumentException(
          "folds is " + folds + "; cross-validation needs at least 2. The default is 5.");
    }
  }

  /** Observed prior, scored texts six times a label, C = 5, five folds, seed 1. */
  public static TrainingOptions defaults() {
    return new TrainingOptions(OBSERVED_PRIOR, 6, 5, 5, 1);
  }

  public TrainingOptions withPrior(double prior) {
    return new TrainingOptions(prior, scoredWeight, strength, folds, seed);
  }

  public TrainingOptions withSeed(long seed) {
    return new TrainingOptions(prior, scoredWeight, strength, folds, seed);
  }

  public TrainingOptions withFolds(int folds) {
    return new TrainingOptions(prior, scoredWeight, strength, folds, seed);
  }

  public TrainingOptions withScoredWeight(double scoredWeight) {
    return new TrainingOptions(prior, scoredWeight, strength, folds, seed);
  }

  public TrainingOptions withStrength(double strength) {
    return new TrainingOptions(prior, scoredWeight, strength, folds, seed);
  }
}
