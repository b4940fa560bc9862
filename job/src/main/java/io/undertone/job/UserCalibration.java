// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.job;

import io.undertone.job.console.UserError;
import io.undertone.sentiment.ScorerOptions;
import io.undertone.sentiment.Scorers;
import io.undertone.sentiment.SentimentScorer;
import io.undertone.sentiment.training.Example;
import io.undertone.sentiment.training.TrainingData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The shift c of the log-odds under which the mean score of labelled texts is their mean label.
 *
 * <pre>
 *   Σ_i p(z_i + c) = Σ_i t_i
 * </pre>
 *
 * by bisection: the left side grows with c.
 */
final class UserCalibration {
  private static final int MIN_TEXTS = 50;
  private static final double LARGEST = 4;
  private static final int STEPS = 30;

  private UserCalibration() {}

  static double offset(Path file, String scorer, ScorerOptions options) throws IOException {
    List<Example> examples = TrainingData.read(List.of(file)).examples();
    if (examples.size() < MIN_TEXTS) {
      throw UserError.failed(
          String.format(
              Locale.ROOT,
              "calibration has %d texts; at least %d are needed, 200 are better.",
              examples.size(),
              MIN_TEXTS));
    }
    double target = examples.stream().mapToDouble(Example::target).sum();
    double low = -LARGEST;
    double high = LARGEST;
    for (int k = 0; k < STEPS; k++) {
      double middle = (low + high) / 2;
      double sum = 0;
      try (SentimentScorer opened = Scorers.byName(scorer, options.withLogOddsOffset(middle))) {
        for (Example example : examples) {
          sum += opened.score(example.text()).positive();
        }
      }
      if (sum < target) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }
}
