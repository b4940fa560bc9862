// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

import io.undertone.sentiment.ngram.NgramFeatures;
import java.util.Arrays;
import java.util.List;

/** The features of every training text, numbered once so that folds can share them. */
final class Corpus {
  private final List<Example> examples;
  private final int[] keys;
  private final int[][] rows;

  Corpus(List<Example> examples) {
    this.examples = examples;
    this.rows = new int[examples.size()][];
    int total = 0;
    for (int i = 0; i < rows.length; i++) {
      rows[i] = NgramFeatures.of(examples.get(i).text());
      total += rows[i].length;
    }
    this.keys = distinct(total);
    for (int[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = Arrays.binarySearch(keys, row[j]);
      }
    }
  }

  private int[] distinct(int total) {
    int[] all = new int[total];
    int filled = 0;
    for (int[] row : rows) {
      System.arraycopy(row, 0, all, filled, row.length);
      filled += row.length;
    }
    return Arrays.stream(all).sorted().distinct().toArray();
  }

  int size() {
    return rows.length;
  }

  int features() {
    return keys.length;
  }

  /** Hash of a feature; ascending with its number. */
  int key(int feature) {
    return keys[feature];
  }

  /** Numbers of the features of a text. */
  int[] row(int example) {
    return rows[example];
  }

  Example example(int i) {
    return examples.get(i);
  }
}
