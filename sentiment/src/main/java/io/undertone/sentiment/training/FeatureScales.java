// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.training;

/**
 * How much each feature may matter, before its weight is learnt: the more it tells, the more.
 *
 * <pre>
 *   s_j = ε + |ln( (p_j / Σp) / (q_j / Σq) )|,   p_j = 1 + Σ_i ω_i t_i x_ij,   q_j = 1 + Σ_i ω_i (1 - t_i) x_ij
 * </pre>
 *
 * where x_ij is 1 when text i has feature j, t_i its target, ω_i its weight against a labelled
 * text, ε = {@value #FLOOR}. The log-count ratio is that of naive Bayes (Wang and Manning 2012,
 * "Baselines and bigrams"); ε keeps features that only matter together with others. Features of
 * fewer than {@value #MIN_TEXTS} texts get 0 and are left out. A text as a whole has s = {@value
 * #WHOLE}.
 */
final class FeatureScales {
  static final int MIN_TEXTS = 2;
  static final double FLOOR = 0.3;
  static final double WHOLE = 1;

  private final Corpus corpus;
  private final double[] p;
  private final double[] q;
  private final int[] count;
  private final boolean[] whole;

  private FeatureScales(Corpus corpus) {
    this.corpus = corpus;
    this.p = new double[corpus.features()];
    this.q = new double[corpus.features()];
    this.count = new int[corpus.features()];
    this.whole = new boolean[corpus.features()];
  }

  /**
   * Scales of all features of a corpus, from some of its texts.
   *
   * @param weights ω of each of them
   */
  static double[] of(Corpus corpus, int[] texts, double[] weights) {
    FeatureScales scales = new FeatureScales(corpus);
    for (int k = 0; k < texts.length; k++) {
      scales.count(texts[k], weights[k]);
    }
    return scales.result();
  }

  private void count(int text, double weight) {
    LogisticLoss.Row row = corpus.row(text);
    double target = corpus.example(text).target();
    for (int j : row.runs()) {
      p[j] += weight * target;
      q[j] += weight * (1 - target);
      count[j]++;
    }
    if (row.whole() >= 0) {
      count[row.whole()]++;
      whole[row.whole()] = true;
    }
  }

  private double[] result() {
    double shift = StrictMath.log(total(q) / total(p));
    double[] scales = new double[count.length];
    for (int j = 0; j < count.length; j++) {
      if (count[j] >= MIN_TEXTS) {
        scales[j] =
            whole[j] ? WHOLE : FLOOR + Math.abs(StrictMath.log((p[j] + 1) / (q[j] + 1)) + shift);
      }
    }
    return scales;
  }

  private double total(double[] masses) {
    double sum = 0;
    for (int j = 0; j < count.length; j++) {
      sum += count[j] >= MIN_TEXTS && !whole[j] ? masses[j] + 1 : 0;
    }
    return sum;
  }
}
