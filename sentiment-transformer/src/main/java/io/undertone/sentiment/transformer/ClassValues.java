// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.transformer;

import java.util.List;
import java.util.Locale;

/**
 * Logits of a classifier to one score in [0,1].
 *
 * <pre>
 *   score = Σ_k p_k v_k,   p = softmax(logits),   v_k in [0,1] the value of class k
 * </pre>
 *
 * The value of a class comes from its label: negative 0, neutral 0.5, positive 1, "4 stars" 3/4;
 * where a label says nothing, classes are taken to run from most negative to most positive. A model
 * of one logit gives 1 / (1 + exp(-logit)).
 */
final class ClassValues {
  private final double[] values;

  ClassValues(List<String> labels) {
    values = new double[labels.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = value(labels.get(k).toLowerCase(Locale.ROOT), k, values.length);
    }
  }

  private static double value(String label, int k, int classes) {
    if (label.startsWith("neg")) {
      return 0;
    }
    if (label.startsWith("pos")) {
      return 1;
    }
    if (label.startsWith("neu")) {
      return 0.5;
    }
    return inOrder(k, classes);
  }

  private static double inOrder(int k, int classes) {
    return classes < 2 ? 1 : (double) k / (classes - 1);
  }

  double score(float[] logits) {
    if (logits.length == 1) {
      return 1 / (1 + Math.exp(-logits[0]));
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    double sum = 0;
    double weighted = 0;
    for (int k = 0; k < logits.length; k++) {
      double p = Math.exp(logits[k] - largest);
      sum += p;
      weighted += p * (values.length == logits.length ? values[k] : inOrder(k, logits.length));
    }
    return weighted / sum;
  }
}
