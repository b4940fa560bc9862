// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

/**
 * How much each feature may matter, before its weight is learnt.
 *
 * <pre>
 *   s_j = ε + |ln( (p_j / Σp) / (q_j / Σq) )|,   p_j = 1 + Σ_i ω_i t_i x_ij,   q_j = 1 + Σ_i ω_i (1 - t_i) x_ij
 * </pre>
 *
 * where x_ij is 1 when text i has feature j, t_i its target, ω_i its weight, ε = {@value #FLOOR}.
 * Features of fewer than {@value #MIN_TEXTS} texts get 0 and are left out. The log-count ratio is
 * that of naive Bayes (Wang and Manning 2012, "Baselines and bigrams"); ε keeps features that only
 * matter together with others.
 */
final class FeatureScales {
  static final double FLOOR = 0.3;
  static final int MIN_TEXTS = 2;

  private FeatureScales() {}

  static double[] of(Corpus corpus, int[] texts, double[] weights) {
    double[] p = new double[corpus.features()];
    double[] q = new double[corpus.features()];
    int[] count = new int[corpus.features()];
    for (int k = 0; k < texts.length; k++) {
      double target = corpus.example(texts[k]).target();
      for (int j : corpus.row(texts[k])) {
        p[j] += weights[k] * target;
        q[j] += weights[k] * (1 - target);
        count[j]++;
      }
    }
    double pSum = 0;
    double qSum = 0;
    for (int j = 0; j < count.length; j++) {
      if (count[j] >= MIN_TEXTS) {
        pSum += p[j] + 1;
        qSum += q[j] + 1;
      }
    }
    double[] scales = new double[count.length];
    for (int j = 0; j < count.length; j++) {
      if (count[j] >= MIN_TEXTS) {
        scales[j] = FLOOR + Math.abs(StrictMath.log((p[j] + 1) / pSum / ((q[j] + 1) / qSum)));
      }
    }
    return scales;
  }
}
