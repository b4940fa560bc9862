// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import java.util.Map;
import java.util.TreeMap;

/**
 * How a model is trained.
 *
 * @param prior share of positive texts to expect in use, in (0,1), which shifts the scale by its
 *     log-odds; {@link #OBSERVED_PRIOR} leaves no evidence neutral
 * @param scoredWeight weight of a scored text, where a labelled text weighs 1; at least 0
 * @param strength inverse regularisation C of a labelled text, above 0
 * @param folds folds of the cross-validation, at least 2
 * @param seed of the split into folds
 * @param fileWeights weight of the texts of a file by its name without folder, above 0; 1 where
 *     none is given
 */
public record TrainingOptions(
    double prior,
    double scoredWeight,
    double strength,
    int folds,
    long seed,
    Map<String, Double> fileWeights) {
  /** Leaves no evidence neutral. */
  public static final double OBSERVED_PRIOR = 0;

  public TrainingOptions {
    if (!(prior >= 0 && prior < 1)) {
      throw new IllegalArgumentException(
          "prior is "
              + prior
              + "; the share of positive texts lies in (0,1). Leave it out to keep"
              + " the shares of the data.");
    }
    if (!(scoredWeight >= 0 && scoredWeight < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "scored weight is " + scoredWeight + "; it must be at least 0. The default is 1.");
    }
    if (!(strength > 0 && strength < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "strength is " + strength + "; it must be above 0. The default is 10.");
    }
    if (folds < 2) {
      throw new IllegalArgumentException(
          "folds is " + folds + "; cross-validation needs at least 2. The default is 5.");
    }
    fileWeights.forEach(
        (file, weight) -> {
          if (!(weight > 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                "weight of " + file + " is " + weight + "; it must be above 0.");
          }
        });
    fileWeights = Map.copyOf(fileWeights);
  }

  /** Observed prior, scored texts as labels, C = 10, five folds, seed 1, every file alike. */
  public static TrainingOptions defaults() {
    return new TrainingOptions(OBSERVED_PRIOR, 1, 10, 5, 1, Map.of());
  }

  public TrainingOptions withPrior(double prior) {
    return new TrainingOptions(prior, scoredWeight, strength, folds, seed, fileWeights);
  }

  public TrainingOptions withSeed(long seed) {
    return new TrainingOptions(prior, scoredWeight, strength, folds, seed, fileWeights);
  }

  public TrainingOptions withFolds(int folds) {
    return new TrainingOptions(prior, scoredWeight, strength, folds, seed, fileWeights);
  }

  public TrainingOptions withScoredWeight(double scoredWeight) {
    return new TrainingOptions(prior, scoredWeight, strength, folds, seed, fileWeights);
  }

  public TrainingOptions withStrength(double strength) {
    return new TrainingOptions(prior, scoredWeight, strength, folds, seed, fileWeights);
  }

  /** Gives the texts of one file another weight. */
  public TrainingOptions withFileWeight(String file, double weight) {
    Map<String, Double> weights = new TreeMap<>(fileWeights);
    weights.put(file, weight);
    return new TrainingOptions(prior, scoredWeight, strength, folds, seed, weights);
  }
}
