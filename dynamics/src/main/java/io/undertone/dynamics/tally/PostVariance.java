// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

import io.undertone.dynamics.state.Codec;
import io.undertone.dynamics.tally.ScorerVariances.ScorerPriors;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Running estimate of tau2, the variance of post sentiments around their blogger's mean beyond what
 * the sampling of comments explains.
 *
 * <pre>
 * SSr_i += sum_p (sigma_p - mean)^2 ;  D_ik += (m-1) mean(q_pk) ;  DF_i += m-1     periods with m >= 2 posts
 * SS_i = SSr_i - sum_k s2_k D_ik                                   k: scorers
 * pool = max(5e-4, (sum SS + 10 * 0.005) / (sum DF + 10))
 * tau2_i = max(5e-4, (max(SS_i,0) + 10 pool) / (DF_i + 10))
 * </pre>
 *
 * q is the post's share of {@link ScoreSpread}, s2 that of {@link ScorerVariances} as of now: sums
 * and their correction are kept apart, so a new s2 needs no second pass. All sums add up over
 * periods; those over bloggers run along, so that tau2 costs the same for any number of bloggers.
 */
public final class PostVariance {
  private static final double FLOOR = 5e-4;
  private static final double PRIOR_PERIODS = 10;
  private static final double PRIOR_VARIANCE = 0.005;

  private final ScorerVariances scores;
  private final Spread all = new Spread();
  private Spread[] bloggers = new Spread[0];

  /** SSr, DF and, by scorer, D; the name of an unknown scorer is empty. */
  private static final class Spread {
    private double squares;
    private double freedom;
    private final TreeMap<String, Double> noise = new TreeMap<>();

    void add(double moreSquares, double moreFreedom, Map<String, Double> moreNoise) {
      squares += moreSquares;
      freedom += moreFreedom;
      moreNoise.forEach((scorer, d) -> noise.merge(scorer, d, Double::sum));
    }

    /** SS. */
    double beyond(ScorerVariances scores) {
      double beyond = squares;
      for (Map.Entry<String, Double> entry : noise.entrySet()) {
        beyond -= scores.of(entry.getKey()) * entry.getValue();
      }
      return beyond;
    }

    void transfer(Codec codec) {
      squares = codec.value(squares);
      freedom = codec.value(freedom);
      codec.entries(noise, () -> 0.0, (c, d) -> c.value((double) d));
    }
  }

  public PostVariance(ScorerPriors priors) {
    this.scores = new ScorerVariances(priors);
  }

  /** s2, the variance of one comment's score, by scorer. */
  public ScorerVariances scores() {
    return scores;
  }

  /** Books one period of blogger {@code index}; fewer than two posts say nothing about tau2. */
  public void add(int index, List<PostSummary> posts) {
    grow(index + 1);
    posts.forEach(scores::add);
    int m = posts.size();
    if (m < 2) {
      return;
    }
    double mean = 0;
    TreeMap<String, Double> noise = new TreeMap<>();
    for (PostSummary post : posts) {
      mean += post.sentiment();
      if (post.spreads().isEmpty()) {
        noise.merge("", 1 / post.effectiveComments(), Double::sum);
      }
      post.spreads().forEach(spread -> noise.merge(spread.scorer(), spread.share(), Double::sum));
    }
    mean /= m;
    double squares = 0;
    for (PostSummary post : posts) {
      double d = post.sentiment() - mean;
      squares += d * d;
    }
    noise.replaceAll((scorer, sum) -> (m - 1) * sum / m);
    bloggers[index].add(squares, m - 1, noise);
    all.add(squares, m - 1, noise);
  }

  /** tau2 of blogger {@code index}, at least 5e-4. */
  public double tau2(int index) {
    double own = index < bloggers.length ? bloggers[index].beyond(scores) : 0;
    double freedom = index < bloggers.length ? bloggers[index].freedom : 0;
    return Math.max(FLOOR, (Math.max(own, 0) + PRIOR_PERIODS * pool()) / (freedom + PRIOR_PERIODS));
  }

  /** tau2 of all bloggers together, at least 5e-4. */
  public double pool() {
    return Math.max(
        FLOOR,
        (all.beyond(scores) + PRIOR_PERIODS * PRIOR_VARIANCE) / (all.freedom + PRIOR_PERIODS));
  }

  private void grow(int n) {
    int known = bloggers.length;
    if (n > known) {
      bloggers = Arrays.copyOf(bloggers, n);
      for (int i = known; i < n; i++) {
        bloggers[i] = new Spread();
      }
    }
  }

  /** Lists everything it remembers; it is read into a new one. */
  public void transfer(Codec codec) {
    scores.transfer(codec);
    all.transfer(codec);
    grow(codec.value(bloggers.length));
    for (Spread blogger : bloggers) {
      blogger.transfer(codec);
    }
  }

  /**
   * Goes on, before anything was added, from sums that a fixed s2 had corrected already.
   *
   * @param state SS, then DF of every blogger
   */
  public void readCorrected(double[] state) {
    int n = state.length / 2;
    grow(n);
    for (int i = 0; i < n; i++) {
      bloggers[i].add(state[i], state[n + i], Map.of());
      all.add(state[i], state[n + i], Map.of());
    }
  }
}
