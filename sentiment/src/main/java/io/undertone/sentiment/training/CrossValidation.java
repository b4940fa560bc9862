// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import io.undertone.sentiment.ngram.ClassScale;
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
 * <p>Texts with the same features are kept in the same fold. Each fold is put on the scale of the
 * margins of the other folds; the scale of the shipped model uses all of them.
 */
public final class CrossValidation {
  private final List<Example> examples;
  private final NgramTrainer trainer;
  private final TrainingOptions options;
  private final boolean neutral;

  public CrossValidation(List<Example> examples, NgramTrainer trainer, TrainingOptions options) {
    this.examples = examples;
    this.trainer = trainer;
    this.options = options;
    this.neutral = examples.stream().anyMatch(e -> e.neutral() && !e.background());
  }

  /**
   * What unseen texts get.
   *
   * @param polarities by position in the list of examples
   * @param labels what each is called: 0 negative, 1 neutral, 2 positive
   * @param scale for a model of all examples
   */
  public record HeldOut(double[] polarities, int[] labels, ClassScale scale) {}

  /** Cross-validates over all examples. */
  public HeldOut run() {
    int[] fold = folds();
    double[] margins = new double[examples.size()];
    for (int k = 0; k < options.folds(); k++) {
      int held = k;
      NgramModel model = trainer.fit("fold", positions(i -> fold[i] != held), ClassScale.NONE);
      for (int i : positions(i -> fold[i] == held)) {
        margins[i] = model.margin(trainer.corpus().reading(i));
      }
    }
    double[] polarities = new double[margins.length];
    int[] labels = new int[margins.length];
    for (int k = 0; k < options.folds(); k++) {
      int held = k;
      ClassScale scale = scale(margins, positions(i -> fold[i] != held));
      for (int i : positions(i -> fold[i] == held)) {
        polarities[i] = scale.polarity(margins[i]);
        labels[i] = scale.label(margins[i]).ordinal();
      }
    }
    return new HeldOut(polarities, labels, scale(margins, positions(i -> true)));
  }

  /** Predictions for one group by a model of everything else, on a scale of everything. */
  public double[] holdOut(String group, ClassScale scale) {
    NgramModel model =
        trainer.fit("held", positions(i -> !group.equals(examples.get(i).group())), scale);
    return IntStream.of(groupPositions(group))
        .mapToDouble(i -> model.polarity(trainer.corpus().reading(i)))
        .toArray();
  }

  int[] groupPositions(String group) {
    return positions(i -> group.equals(examples.get(i).group()));
  }

  private ClassScale scale(double[] margins, int[] texts) {
    int[] used = IntStream.of(texts).filter(i -> !examples.get(i).background()).toArray();
    double offset = priorOffset(used);
    ClassScale fitted =
        ScaleFit.fit(
            IntStream.of(used).mapToDouble(i -> margins[i]).toArray(),
            trainer.targets(used),
            trainer.weights(used),
            neutral);
    return fitted.withOffset(offset);
  }

  /**
   * What the log-odds have less in the data than where the prior holds: those of the prior less
   * those of the positive share of the labels.
   */
  private double priorOffset(int[] texts) {
    if (options.prior() == TrainingOptions.OBSERVED_PRIOR) {
      return 0;
    }
    long labelled = IntStream.of(texts).filter(i -> examples.get(i).labelled()).count();
    long positive =
        IntStream.of(texts)
            .filter(i -> examples.get(i).labelled() && examples.get(i).positive())
            .count();
    if (positive == 0 || positive == labelled) {
      return 0;
    }
    return StrictMath.log(options.prior() / (1 - options.prior()))
        - StrictMath.log((double) positive / (labelled - positive));
  }

  private int[] positions(IntPredicate which) {
    return IntStream.range(0, examples.size()).filter(which).toArray();
  }

  /** Fold of each example, by a seeded shuffle of the distinct texts. */
  private int[] folds() {
    List<String> keys = new ArrayList<>(examples.size());
    for (int i = 0; i < examples.size(); i++) {
      keys.add(Arrays.toString(trainer.corpus().reading(i).features()));
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
