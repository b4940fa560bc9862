// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well the labels of unseen texts agree with three classes.
 *
 * @param counts texts by labelled class, then by predicted class: negative, neutral, positive
 */
public record ClassReport(long[][] counts) {
  /** Compares; null when no sample is labelled neutral. */
  static @Nullable ClassReport of(int[] predicted, List<Example> examples) {
    long[][] counts = new long[3][3];
    for (int i = 0; i < predicted.length; i++) {
      Example example = examples.get(i);
      if (example.labelled()) {
        counts[(int) Math.round(2 * example.target())][predicted[i]]++;
      }
    }
    return counts[1][0] + counts[1][1] + counts[1][2] == 0 ? null : new ClassReport(counts);
  }

  /** Share of a class that is called so, in [0,1]; 0 for a class without texts. */
  public double recall(int k) {
    long texts = counts[k][0] + counts[k][1] + counts[k][2];
    return texts == 0 ? 0 : (double) counts[k][k] / texts;
  }

  /** Mean recall of the three classes. */
  public double macroRecall() {
    return (recall(0) + recall(1) + recall(2)) / 3;
  }
}
