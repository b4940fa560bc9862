// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import io.undertone.sentiment.ngram.ClassScale;
import io.undertone.sentiment.ngram.NgramModel;
import io.undertone.sentiment.ngram.NgramModelFile;
import io.undertone.sentiment.scope.Reading;
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
  private static final double NEUTRAL_PULL = 2;

  private final Corpus corpus;
  private final TrainingOptions options;

  public NgramTrainer(List<Example> examples, TrainingOptions options) {
    this.corpus = new Corpus(examples);
    this.options = options;
  }

  Corpus corpus() {
    return corpus;
  }

  /** Fits the model to every example. */
  public NgramModel fitAll(String name, ClassScale scale) {
    return fit(name, IntStream.range(0, corpus.size()).toArray(), scale);
  }

  /**
   * Fits the model to some of the examples.
   *
   * @param texts their positions in the list of examples
   */
  public NgramModel fit(String name, int[] texts, ClassScale scale) {
    double[] scales = FeatureScales.of(corpus, texts, shares(texts));
    int[] known = IntStream.range(0, scales.length).filter(j -> scales[j] > 0).toArray();
    double[] knownScales = IntStream.of(known).mapToDouble(j -> scales[j]).toArray();
    double[] x = new double[known.length + Reading.DENSE];
    LogisticLoss loss =
        new LogisticLoss(rows(texts, known), knownScales, targets(texts), pulls(texts));
    Lbfgs.minimise(loss, x, MAX_ITERATIONS, TOLERANCE);
    return NgramModelFile.model(
        name,
        corpus.language(),
        scale,
        Arrays.copyOfRange(x, known.length, x.length),
        IntStream.of(known).map(corpus::key).toArray(),
        IntStream.range(0, known.length).mapToDouble(k -> knownScales[k] * x[k]).toArray(),
        knownScales);
  }

  /** Rows of the texts, their features renumbered to the known ones. */
  private LogisticLoss.Row[] rows(int[] texts, int[] known) {
    int[] number = new int[corpus.features()];
    Arrays.fill(number, LogisticLoss.UNKNOWN);
    for (int k = 0; k < known.length; k++) {
      number[known[k]] = k;
    }
    return IntStream.of(texts)
        .mapToObj(corpus::row)
        .map(row -> row.renumbered(number))
        .toArray(LogisticLoss.Row[]::new);
  }

  double[] targets(int[] texts) {
    return IntStream.of(texts).mapToDouble(i -> corpus.example(i).target()).toArray();
  }

  /** C of each text. */
  double[] weights(int[] texts) {
    return IntStream.of(texts).mapToDouble(i -> options.strength() * share(i)).toArray();
  }

  /** C of each text as the loss takes it: a half-way target pulls half as hard as the outer two. */
  private double[] pulls(int[] texts) {
    return IntStream.of(texts).mapToDouble(i -> options.strength() * pull(i)).toArray();
  }

  private double pull(int i) {
    Example example = corpus.example(i);
    return share(i) * (example.labelled() && example.neutral() ? NEUTRAL_PULL : 1);
  }

  private double[] shares(int[] texts) {
    return IntStream.of(texts).mapToDouble(this::share).toArray();
  }

  /** Weight against a labelled text: less or more for scored texts and for files of their own. */
  private double share(int i) {
    Example example = corpus.example(i);
    return (example.scored() ? options.scoredWeight() : 1) * example.weight();
  }
}
