// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import java.util.List;

/**
 * Running estimate of tau2, the variance of post sentiments around their blogger's mean beyond what
 * the sampling of comments explains.
 *
 * <pre>
 * SS_i += sum_p (sigma_p - mean)^2 - (m-1) mean(s2/neff_p) ;  DF_i += m-1     periods with m >= 2 posts
 * pool  = max(5e-4, (sum SS + 10 * 0.005) / (sum DF + 10))
 * tau2_i = max(5e-4, (max(SS_i,0) + 10 pool) / (DF_i + 10))
 * </pre>
 *
 * SS and DF add up over periods and merge; sums over bloggers run in the order in which bloggers
 * were first {@linkplain #add added}.
 */
public final class PostVariance {
  private static final double FLOOR = 5e-4;
  private static final double PRIOR_PERIODS = 10;
  private static final double PRIOR_VARIANCE = 0.005;

  private final double s2;
  private double[] ss = new double[0];
  private double[] df = new double[0];

  /**
   * @param s2 variance of one comment score, above 0; 0.09 for the BERT scores of arXiv:2511.15303
   */
  public PostVariance(double s2) {
    this.s2 = s2;
  }

  /** s2, the variance of one comment score. */
  public double commentVariance() {
    return s2;
  }

  /** Books one period of blogger {@code index}; fewer than two posts say nothing. */
  public void add(int index, List<PostSummary> posts) {
    grow(index + 1);
    int m = posts.size();
    if (m < 2) {
      return;
    }
    double mean = 0;
    double noise = 0;
    for (PostSummary post : posts) {
      mean += post.sentiment();
      noise += s2 / post.effectiveComments();
    }
    mean /= m;
    noise /= m;
    double squares = 0;
    for (PostSummary post : posts) {
      double d = post.sentiment() - mean;
      squares += d * d;
    }
    ss[index] += squares - (m - 1) * noise;
    df[index] += m - 1;
  }

  /** tau2 of blogger {@code index}, at least 5e-4. */
  public double tau2(int index) {
    double own = index < ss.length ? ss[index] : 0;
    double ownDf = index < df.length ? df[index] : 0;
    return Math.max(FLOOR, (Math.max(own, 0) + PRIOR_PERIODS * pool()) / (ownDf + PRIOR_PERIODS));
  }

  private double pool() {
    double sumSs = 0;
    double sumDf = 0;
    for (int i = 0; i < ss.length; i++) {
      sumSs += ss[i];
      sumDf += df[i];
    }
    return Math.max(FLOOR, (sumSs + PRIOR_PERIODS * PRIOR_VARIANCE) / (sumDf + PRIOR_PERIODS));
  }

  private void grow(int n) {
    if (n > ss.length) {
      ss = java.util.Arrays.copyOf(ss, n);
      df = java.util.Arrays.copyOf(df, n);
    }
  }

  /** SS then DF of every blogger, for {@link #restore}. */
  public double[] state() {
    double[] state = java.util.Arrays.copyOf(ss, 2 * ss.length);
    System.arraycopy(df, 0, state, ss.length, df.length);
    return state;
  }

  /** Continues from an earlier {@link #state}. */
  public void restore(double[] state) {
    int n = state.length / 2;
    ss = java.util.Arrays.copyOfRange(state, 0, n);
    df = java.util.Arrays.copyOfRange(state, n, 2 * n);
  }
}
