// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import io.undertone.dynamics.state.Codec;

/**
 * Adaptive 80 and 95 % intervals of the reaction to one post, one pair of multipliers for all
 * bloggers of a topic.
 *
 * <pre>
 *   mean +- q sd, cut to [0,1] ;  q &lt;- max(.2, q + .01 m ( miss - a )),  m = 1 / 2, a = .2 / .05
 * </pre>
 *
 * @see <a href="https://arxiv.org/abs/2106.00170">Gibbs and Candes 2021</a>
 */
final class ReactionInterval {
  private static final double STEP = .01;
  private static final double LEAST = .2;

  private double q80 = 1.2816;
  private double q95 = 1.96;

  /** Learns from the outcome of a prediction. */
  void learn(double outcome, double mean, double variance) {
    double miss = Math.abs(outcome - mean);
    double sd = Math.sqrt(variance);
    q80 = Math.max(LEAST, q80 + STEP * ((miss > q80 * sd ? 1 : 0) - .2));
    q95 = Math.max(LEAST, q95 + 2 * STEP * ((miss > q95 * sd ? 1 : 0) - .05));
  }

  void transfer(Codec codec) {
    q80 = codec.value(q80);
    q95 = codec.value(q95);
  }

  /** Multiplier of the 80 % interval, in standard deviations. */
  double q80() {
    return q80;
  }

  /** Multiplier of the 95 % interval, in standard deviations. */
  double q95() {
    return q95;
  }
}
