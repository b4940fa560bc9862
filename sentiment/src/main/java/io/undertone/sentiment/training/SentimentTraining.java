// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import io.undertone.sentiment.ngram.NgramModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads, cross-validates, holds out each group in turn, and trains on everything. */
public final class SentimentTraining {
  private static final int MIN_GROUP = 100;
  private static final int MAX_GROUPS = 20;

  private SentimentTraining() {}

  /**
   * Trains a model.
   *
   * @param files as {@link TrainingData#read} wants them
   * @param name of the model: letters, digits, dot, dash and underscore
   * @param description where the data come from and what the model is for, for its card
   * @param progress told each step in a few words
   */
  public static TrainedModel train(
      List<Path> files,
      String name,
      String description,
      TrainingOptions options,
      Consumer<String> progress)
      throws IOException {
    return train(
        () -> TrainingData.read(files, options.fileWeights(), null, null),
        name,
        description,
        options,
        progress);
  }

  /** Where the texts come from. */
  @FunctionalInterface
  public interface Source {
    TrainingData read() throws IOException;
  }

  /** Trains a model on data that are read when the name has been checked. */
  public static TrainedModel train(
      Source source,
      String name,
      String description,
      TrainingOptions options,
      Consumer<String> progress)
      throws IOException {
    if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
      throw new IllegalArgumentException(
          "name is '"
              + name
              + "'; allowed are 1 to 64 letters, digits, dots, dashes, underscores.");
    }
    progress.accept("reading");
    TrainingData data = source.read();
    List<Example> examples = data.examples();
    NgramTrainer trainer = new NgramTrainer(examples, options);
    CrossValidation validation = new CrossValidation(examples, trainer, options);
    progress.accept("cross-validating, " + options.folds() + " folds");
    CrossValidation.HeldOut heldOut = validation.run();
    List<ScoreReport> scores = new ArrayList<>();
    int[] scored =
        IntStream.range(0, examples.size()).filter(i -> examples.get(i).scored()).toArray();
    if (scored.length > 0) {
      scores.add(scoreReport("cross-validation", heldOut.polarities(), scored, examples));
    }
    for (String group : groups(examples)) {
      progress.accept("holding out " + group);
      int[] texts = validation.groupPositions(group);
      double[] predicted = validation.holdOut(group, heldOut.scale());
      scores.add(ScoreReport.of("without " + group, predicted, targets(texts, examples)));
    }
    progress.accept("training on all " + examples.size() + " texts");
    NgramModel model = trainer.fitAll(name, heldOut.scale());
    int[] labelled =
        IntStream.range(0, examples.size()).filter(i -> examples.get(i).labelled()).toArray();
    return new TrainedModel(
        model,
        options,
        description,
        data.sources(),
        labelled.length,
        scored.length,
        data.neutralByRule(),
        labelReport(heldOut.polarities(), twoClasses(examples), examples, options),
        ClassReport.of(heldOut.labels(), examples),
        scores);
  }

  private static @Nullable LabelReport labelReport(
      double[] probabilities, int[] labelled, List<Example> examples, TrainingOptions options) {
    boolean[] labels = new boolean[labelled.length];
    int positive = 0;
    for (int k = 0; k < labels.length; k++) {
      labels[k] = examples.get(labelled[k]).positive();
      positive += labels[k] ? 1 : 0;
    }
    return positive == 0 || positive == labels.length
        ? null
        : LabelReport.of(select(probabilities, labelled), labels, options.prior());
  }

  private static ScoreReport scoreReport(
      String subject, double[] probabilities, int[] texts, List<Example> examples) {
    return ScoreReport.of(subject, select(probabilities, texts), targets(texts, examples));
  }

  /** Labelled texts of the two outer classes. */
  private static int[] twoClasses(List<Example> examples) {
    return IntStream.range(0, examples.size())
        .filter(i -> examples.get(i).labelled() && !examples.get(i).neutral())
        .toArray();
  }

  private static double[] select(double[] values, int[] which) {
    return IntStream.of(which).mapToDouble(i -> values[i]).toArray();
  }

  private static double[] targets(int[] texts, List<Example> examples) {
    return IntStream.of(texts).mapToDouble(i -> examples.get(i).target()).toArray();
  }

  /** Groups large enough to hold out, when there are at least two and not too many. */
  private static List<String> groups(List<Example> examples) {
    List<String> groups =
        examples.stream().map(Example::group).filter(Objects::nonNull).distinct().sorted().toList();
    List<String> large =
        groups.stream()
            .filter(g -> examples.stream().filter(e -> g.equals(e.group())).count() >= MIN_GROUP)
            .toList();
    return large.size() > MAX_GROUPS
            || examples.stream().allMatch(e -> e.group() != null) && large.size() < 2
        ? List.of()
        : large;
  }
}
