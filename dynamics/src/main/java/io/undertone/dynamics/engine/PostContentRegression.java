// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.state.Tape;

/**
 * How one blogger's audience reacts to what it is shown: the sentiment sigma_p of a post's comments
 * on the sentiment c_p of the post itself,
 *
 * <pre>
 *   w_p = 1/(tau2 + s2/neff_p);  W = sum w;  c = sum w c_p / W;  y = sum w sigma_p / W
 *   Scc = sum w (c_p - c)^2;  Scy = sum w (c_p - c)(sigma_p - y)
 *   b = Scy / (Scc + 20 (W/count) .05)          a ridge worth 20 posts; 0 until 6 posts
 *   effect(t) = sum_p l_p b (c_p - c)
 * </pre>
 *
 * Sums are of past posts only and additive, so that two halves of a history merge. The post's
 * sentiment is the blogger's choice: the effect is shown apart, and is never called causal.
 */
public final class PostContentRegression {
  private static final int ENOUGH_POSTS = 6;
  private static final double RIDGE_POSTS = 20;
  private static final double RIDGE_VARIANCE = .05;

  private final double[] sums = new double[6];

  /**
   * Adds one post of a closed period.
   *
   * @param content c_p in [0,1]
   * @param sigma sigma_p in [0,1]
   * @param weight 1/(tau2 + s2/neff_p), positive
   */
  public void add(double content, double sigma, double weight) {
    if (!(weight > 0) || !Double.isFinite(content) || !Double.isFinite(sigma)) {
      throw new IllegalArgumentException(
          "A post needs a finite content score and sentiment and a positive weight; it was given "
              + content
              + ", "
              + sigma
              + " and "
              + weight
              + ". Leave a post without a content score out.");
    }
    double c = content - .5;
    double y = sigma - .5;
    sums[0] += 1;
    sums[1] += weight;
    sums[2] += weight * c;
    sums[3] += weight * y;
    sums[4] += weight * c * c;
    sums[5] += weight * c * y;
  }

  /** Posts counted. */
  public int count() {
    return (int) sums[0];
  }

  /** b: reaction per unit of the post's sentiment; 0 until six posts are known. */
  public double slope() {
    if (sums[0] < ENOUGH_POSTS) {
      return 0;
    }
    double scc = sums[4] - sums[2] * sums[2] / sums[1];
    double scy = sums[5] - sums[2] * sums[3] / sums[1];
    return scy / (scc + RIDGE_POSTS * (sums[1] / sums[0]) * RIDGE_VARIANCE);
  }

  /** c: weighted mean content of the past; 0.5 before the first post. */
  public double meanContent() {
    return sums[1] > 0 ? .5 + sums[2] / sums[1] : .5;
  }

  /**
   * Part of a period's sentiment that its posts' content explains.
   *
   * @param likeWeights l_p, summing to one over the period's posts
   * @param contents c_p; NaN where a post has none, which then counts as average
   */
  public double effect(double[] likeWeights, double[] contents) {
    double b = slope();
    double mean = meanContent();
    double effect = 0;
    for (int p = 0; p < contents.length; p++) {
      if (!Double.isNaN(contents[p])) {
        effect += likeWeights[p] * b * (contents[p] - mean);
      }
    }
    return effect;
  }

  /** Saves or restores the sums. */
  public void transfer(Tape tape) {
    tape.values(sums);
  }
}
