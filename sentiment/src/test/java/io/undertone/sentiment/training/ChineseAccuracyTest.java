// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.undertone.sentiment.Shared;
import io.undertone.sentiment.ngram.ClassScale;
import io.undertone.sentiment.ngram.NgramModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One fold held out, to notice when the method gets worse; the model card has all folds. */
class ChineseAccuracyTest {
  private static final int FOLD = 10;

  @Test
  void postsThatWereNotTrainedOnAreToldApart() throws IOException {
    Path posts = Shared.file("zh-sentiment/labelled.tsv");
    List<Example> examples = TrainingData.read(List.of(posts)).examples();
    TrainingOptions options = TrainingOptions.defaults();
    NgramTrainer trainer = new NgramTrainer(examples, options);
    NgramModel model = trainer.fit("test", positions(examples.size(), false), ClassScale.NONE);
    int[] held = positions(examples.size(), true);
    double[] probabilities =
        IntStream.of(held).mapToDouble(i -> model.polarity(trainer.corpus().reading(i))).toArray();
    boolean[] labels = new boolean[held.length];
    for (int k = 0; k < held.length; k++) {
      labels[k] = examples.get(held[k]).positive();
    }
    LabelReport report = LabelReport.of(probabilities, labels, 0.69);
    System.out.printf(
        Locale.ROOT,
        "Chinese, one fold of ten: accuracy %.3f, at 69 %% positive %.3f, F1 %.3f%n",
        report.accuracy(),
        report.accuracyAtPrior(),
        report.positiveF1());
    assertThat(report.accuracyAtPrior()).isGreaterThan(0.84);
    assertThat(report.positiveF1()).isGreaterThan(0.88);
  }

  private static int[] positions(int size, boolean held) {
    return IntStream.range(0, size).filter(i -> (i % FOLD == 3) == held).toArray();
  }
}
