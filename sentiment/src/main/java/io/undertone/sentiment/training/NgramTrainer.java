// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import io.undertone.sentiment.ngram.Calibration;
import io.undertone.sentiment.ngram.NgramModel;
import io.undertone.sentiment.ngram.NgramModelFile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Fits an {@link NgramModel} by {@link LogisticLoss}. Single-threaded and in a fixed order: the
 * same examples and options give the same bytes on every machine.
 */
public final class NgramTrainer {
  private static final int MAX_ITERATIONS = 200;
  private static final double TOLERANCE = 1e-3;

  private final Corpus corpus;
  private final TrainingOptions options;

  public NgramTrainer(List<Example> examples, TrainingOptions options) {
    this.corpus = new Corpus(examples);
    this.options = options;
  }

  /** Fits the model to every example. */
  public NgramModel fitAll(String name, Calibration calibration) {
    return fit(name, IntStream.range(0, corpus.size()).toArray(), calibration);
  }

  /**
   * Fits the model to some of the examples.
   *
   * @param texts their positions in the list of examples
   */
  public NgramModel fit(String name, int[] texts, Calibration calibration) {
    double[] weights = weights(texts);
    double[] scales = FeatureScales.of(corpus, texts, weights);
    int[] known = IntStream.range(0, scales.length).filter(j -> scales[j] > 0).toArray();
    double[] knownScales = IntStream.of(known).mapToDouble(j -> scales[j]).toArray();
    double[] x = new double[known.length + 1];
    LogisticLoss loss =
        new LogisticLoss(
            rows(texts, known),
            IntStream.of(texts).mapToDouble(i -> corpus.example(i).target()).toArray(),
            weights,
            offsets(texts),
            knownScales,
            options.strength());
    Lbfgs.minimise(loss, x, MAX_ITERATIONS, TOLERANCE);
    return NgramModelFile.model(
        name,
        x[known.length],
        calibration,
        IntStream.of(known).map(corpus::key).toArray(),
        IntStream.range(0, known.length).mapToDouble(k -> knownScales[k] * x[k]).toArray(),
        knownScales);
  }

  /** Features of each text, renumbered to the known ones; the others are left out. */
  private int[][] rows(int[] texts, int[] known) {
    int[] number = new int[corpus.features()];
    Arrays.fill(number, -1);
    for (int k = 0; k < known.length; k++) {
      number[known[k]] = k;
    }
    return IntStream.of(texts)
        .mapToObj(
            i -> IntStream.of(corpus.row(i)).map(j -> number[j]).filter(k -> k >= 0).toArray())
        .toArray(int[][]::new);
  }

  /** Weight of each text: 1 for a label, the option's for a scored text. */
  double[] weights(int[] texts) {
    return IntStream.of(texts)
        .mapToDouble(i -> corpus.example(i).scored() ? options.scoredWeight() : 1)
        .toArray();
  }

  /**
   * What the log-odds of each text have more in the data than where the prior holds: for labels the
   * log-odds of the positive share less those of the prior, for scored texts 0. Adding it while
   * fitting, and leaving it out afterwards, corrects for the prior without weighting texts down.
   */
  double[] offsets(int[] texts) {
    long labelled = IntStream.of(texts).filter(i -> !corpus.example(i).scored()).count();
    long positive =
        IntStream.of(texts)
            .filter(i -> !corpus.example(i).scored() && corpus.example(i).positive())
            .count();
    boolean observed =
        options.prior() == TrainingOptions.OBSERVED_PRIOR || positive == 0 || positive == labelled;
    double offset =
        observed
            ? 0
            : StrictMath.log((double) positive / (labelled - positive))
                - StrictMath.log(options.prior() / (1 - options.prior()));
    return IntStream.of(texts).mapToDouble(i -> corpus.example(i).scored() ? 0 : offset).toArray();
  }
}
