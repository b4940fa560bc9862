// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.lexicon;

import java.util.List;

/**
 * What the valences of a text add up to.
 *
 * <pre>
 *   S = Σ v'_i,  P = Σ max(v'_i, 0),  N = Σ max(-v'_i, 0),  E = exclamation marks (at most 4),  n = tokens
 *   f = [ g(S + 0.292 sgn(S) E, 15),  g(P, 8),  -g(N, 8),  sgn(S) [E &gt; 0],  -min(questions, 3),  S / max(n, 3) ],   g(x, a) = x / sqrt(x² + a)
 * </pre>
 */
final class LexiconFeatures {
  /** Number of features. */
  static final int COUNT = 6;

  private static final double EXCLAMATION = 0.292;
  private static final int MAX_EXCLAMATIONS = 4;

  private LexiconFeatures() {}

  static double[] of(List<String> tokens, double[] valences) {
    double positive = 0;
    double negative = 0;
    for (double valence : valences) {
      positive += Math.max(valence, 0);
      negative += Math.max(-valence, 0);
    }
    int exclamations = Math.min(count(tokens, '!'), MAX_EXCLAMATIONS);
    double sum = positive - negative;
    double sign = Math.signum(sum);
    return new double[] {
      squashed(sum + EXCLAMATION * sign * exclamations, 15),
      squashed(positive, 8),
      -squashed(negative, 8),
      exclamations > 0 ? sign : 0,
      -Math.min(count(tokens, '?'), 3),
      sum / Math.max(3, tokens.size())
    };
  }

  private static double squashed(double x, double a) {
    return x / Math.sqrt(x * x + a);
  }

  private static int count(List<String> tokens, char mark) {
    int count = 0;
    for (String token : tokens) {
      for (int i = 0; i < token.length(); i++) {
        count += token.charAt(i) == mark ? 1 : 0;
      }
    }
    return count;
  }
}
