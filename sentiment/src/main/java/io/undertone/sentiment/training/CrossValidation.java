// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import io.undertone.sentiment.ngram.Calibration;
import io.undertone.sentiment.ngram.NgramFeatures;
import io.undertone.sentiment.ngram.NgramModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Predictions for texts by models that have not seen them.
 *
 * <p>Texts with the same features are kept in the same fold. Each fold is calibrated by the margins
 * of the other folds; the calibration of the shipped model uses all of them.
 */
public final class CrossValidation {
  private final List<Example> examples;
  private final NgramTrainer trainer;
  private final TrainingOptions options;

  public CrossValidation(List<Example> examples, NgramTrainer trainer, TrainingOptions options) {
    this.examples = examples;
    this.trainer = trainer;
    this.options = options;
  }

  /**
   * What unseen texts get.
   *
   * @param probabilities calibrated, by position in the list of examples
   * @param calibration for a model of all examples
   */
  public record HeldOut(double[] probabilities, Calibration calibration) {}

  /** Cross-validates over all examples. */
  public HeldOut run() {
    int[] fold = folds();
    double[] margins = new double[examples.size()];
    for (int k = 0; k < options.folds(); k++) {
      int held = k;
      NgramModel model = trainer.fit("fold", positions(i -> fold[i] != held), Calibration.NONE);
      for (int i : positions(i -> fold[i] == held)) {
        margins[i] = model.margin(examples.get(i).text());
      }
    }
    double[] probabilities = new double[margins.length];
    for (int k = 0; k < options.folds(); k++) {
      int held = k;
      Calibration calibration = calibrate(margins, positions(i -> fold[i] != held));
      for (int i : positions(i -> fold[i] == held)) {
        probabilities[i] = calibration.probability(margins[i]);
      }
    }
    return new HeldOut(probabilities, calibrate(margins, positions(i -> true)));
  }

  /** Predictions for one group by a model of everything else, not calibrated. */
  public double[] holdOut(String group) {
    NgramModel model =
        trainer.fit(
            "held", positions(i -> !group.equals(examples.get(i).group())), Calibration.NONE);
    return IntStream.of(groupPositions(group))
        .mapToDouble(i -> model.probability(examples.get(i).text()))
        .toArray();
  }

  int[] groupPositions(String group) {
    return positions(i -> group.equals(examples.get(i).group()));
  }

  private Calibration calibrate(double[] margins, int[] texts) {
    return PlattScaling.fit(
        IntStream.of(texts).mapToDouble(i -> margins[i]).toArray(),
        trainer.offsets(texts),
        IntStream.of(texts).mapToDouble(i -> examples.get(i).target()).toArray(),
        trainer.weights(texts));
  }

  private int[] positions(IntPredicate which) {
    return IntStream.range(0, examples.size()).filter(which).toArray();
  }

  /** Fold of each example, by a seeded shuffle of the distinct texts. */
  private int[] folds() {
    List<String> keys = new ArrayList<>(examples.size());
    for (Example example : examples) {
      keys.add(Arrays.toString(NgramFeatures.of(example.text())));
    }
    List<String> order = new ArrayList<>(keys.stream().distinct().toList());
    Collections.shuffle(order, new Random(options.seed()));
    Map<String, Integer> fold = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      fold.put(order.get(i), i % options.folds());
    }
    return keys.stream().mapToInt(key -> fold.getOrDefault(key, 0)).toArray();
  }
}
