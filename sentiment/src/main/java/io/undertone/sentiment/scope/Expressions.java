// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.sentiment.scope;

import java.util.List;

/**
 * What the expressions of a text add up to.
 *
 * @param positive sum of the valences above 0, in context
 * @param negative sum of those below 0, without its sign
 * @param opinions how many expressions carry a valence
 * @param atoms parts of the text that are no punctuation
 * @param known parts among them that the lexicon explains
 * @param gate how much learnt runs count beside the expressions, in [0,1]; for the wider lexicon at
 *     least, see {@link #gate(double)}
 * @param parts the expressions with a valence, in order; empty when they were not asked for
 */
public record Expressions(
    double positive,
    double negative,
    int opinions,
    int atoms,
    int known,
    double gate,
    List<Part> parts) {
  /** Number of {@link #dense()} figures. */
  public static final int DENSE = 6;

  /**
   * One expression.
   *
   * @param text as written, with the shifter that changed it
   * @param value its share of {@link #sum}
   */
  public record Part(String text, double value) {}

  /** S. */
  public double sum() {
    return positive - negative;
  }

  /**
   * How much learnt runs count beside expressions of the wider lexicon, in [0,1].
   *
   * @param runs what they say
   */
  public double gate(double runs) {
    return Gate.wide(gate, sum(), runs);
  }

  /** True when there is nothing in the text that could say anything: no letter, digit or sign. */
  boolean isEmpty() {
    return atoms == 0 && opinions == 0;
  }

  /**
   * S, P and N squashed, the mean valence, the sign, and whether both sides speak:
   *
   * <pre>
   *   φ = [ g(S, 15), g(P, 10), -g(N, 10), S / max(n, 3), sgn S, -[P &gt; 0][N &gt; 0] ],   g(x, a) = x / sqrt(x² + a)
   * </pre>
   */
  public double[] dense() {
    double sum = sum();
    return new double[] {
      squashed(sum, 15),
      squashed(positive, 10),
      -squashed(negative, 10),
      sum / Math.max(3, atoms),
      Math.signum(sum),
      positive > 0 && negative > 0 ? -1 : 0
    };
  }

  private static double squashed(double x, double a) {
    return x / Math.sqrt(x * x + a);
  }
}
