// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

/**
 * How much each feature may matter, before its weight is learnt: the rarer, the more.
 *
 * <pre>
 *   s_j = 1 + ln((1 + n) / (1 + n_j))
 * </pre>
 *
 * with n texts, n_j of which have the feature (inverse document frequency, Spärck Jones 1972).
 * Features of fewer than {@value #MIN_TEXTS} texts get 0 and are left out. A text as a whole has s
 * = {@value #WHOLE}.
 */
final class FeatureScales {
  static final int MIN_TEXTS = 2;
  static final double WHOLE = 1;

  private FeatureScales() {}

  static double[] of(Corpus corpus, int[] texts) {
    int[] count = new int[corpus.features()];
    boolean[] whole = new boolean[corpus.features()];
    for (int i : texts) {
      LogisticLoss.Row row = corpus.row(i);
      for (int j : row.runs()) {
        count[j]++;
      }
      if (row.whole() >= 0) {
        count[row.whole()]++;
        whole[row.whole()] = true;
      }
    }
    double[] scales = new double[count.length];
    for (int j = 0; j < count.length; j++) {
      if (count[j] >= MIN_TEXTS) {
        scales[j] = whole[j] ? WHOLE : 1 + StrictMath.log((1.0 + texts.length) / (1.0 + count[j]));
      }
    }
    return scales;
  }
}
