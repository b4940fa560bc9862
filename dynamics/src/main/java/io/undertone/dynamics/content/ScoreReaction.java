// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import io.undertone.dynamics.state.Codec;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How audiences react to the sentiment c_p of a post itself: one slope per blogger, shrunk to the
 * slope of all.
 *
 * <pre>
 *   w_p = 1/(tau2 + s2/neff_p) ;  sums per blogger: n, W, Wc, Wy, Wcc, Wcy ;  wb = W/n of all
 *   Scc_i = Wcc - Wc^2/W ;  Scy_i = Wcy - Wc Wy/W
 *   pool    = sum_i Scy_i / ( sum_i Scc_i + wb )              0 until 6 posts of anyone
 *   b_i     = ( Scy_i + wb pool ) / ( Scc_i + wb )            known from a newcomer's first post
 *   level_i = ( W_i y_i + 2 wb gy ) / ( W_i + 2 wb ) ,  usual_i = ( W_i c_i + 2 wb gc ) / ( W_i + 2 wb )
 *   effect of post p = b_i (c_p - usual_i)
 * </pre>
 *
 * y_i, c_i are weighted means of the blogger, gy, gc of all. Sums are additive, so two halves of a
 * history merge; {@link #of} costs O(bloggers) after posts were added and O(1) from then on. The
 * sentiment of a post is its blogger's choice: an effect is never called causal.
 */
public final class ScoreReaction {
  private static final int ENOUGH_POSTS = 6;
  private static final double PRIOR_POSTS = 2;
  private static final int SUMS = 6;

  private final Map<String, double[]> sums = new TreeMap<>();
  private @Nullable Totals totals;

  /**
   * What is known of one audience's reactions.
   *
   * @param level usual sentiment of a post's comments, in [0,1]
   * @param usualContent usual sentiment of the posts themselves, in [0,1]
   * @param slope b, change of the reaction per unit of content sentiment
   */
  public record Audience(double level, double usualContent, double slope) {
    /** b (c - usual); 0 without a content score. */
    public double effect(@Nullable Double content) {
      return content == null ? 0 : slope * (content - usualContent);
    }
  }

  /**
   * Adds one post of a closed period.
   *
   * @param blogger who posted
   * @param content c_p in [0,1]; where unknown the usual content, which teaches the level alone
   * @param sentiment sigma_p, finite
   * @param weight 1/(tau2 + s2/neff_p), positive
   */
  public void add(String blogger, double content, double sentiment, double weight) {
    if (!(weight > 0)
        || !Double.isFinite(weight)
        || !Double.isFinite(sentiment)
        || !Double.isFinite(content)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "A post needs a finite content score and sentiment and a positive weight; it was given %s, %s and %s.",
              content,
              sentiment,
              weight));
    }
    double[] own = sums.computeIfAbsent(blogger, unused -> new double[SUMS]);
    own[0] += 1;
    own[1] += weight;
    own[2] += weight * content;
    own[3] += weight * sentiment;
    own[4] += weight * content * content;
    own[5] += weight * content * sentiment;
    totals = null;
  }

  /**
   * Reactions of a blogger's audience, a newcomer's included; null before the first post of anyone.
   */
  public @Nullable Audience of(String blogger) {
    Totals all = totals();
    if (all.posts == 0) {
      return null;
    }
    double[] own = sums.getOrDefault(blogger, new double[SUMS]);
    double wb = all.weight / all.posts;
    double prior = PRIOR_POSTS * wb;
    return new Audience(
        (own[3] + prior * all.sentiment) / (own[1] + prior),
        (own[2] + prior * all.content) / (own[1] + prior),
        (shared(own) + wb * all.slope) / (spread(own) + wb));
  }

  /**
   * Variance of a blogger's slope, the slope of all included:
   *
   * <pre>  1/( Scc_i + wb ) + ( wb/( Scc_i + wb ) )^2 / ( sum_i Scc_i + wb )</pre>
   *
   * 0 before the first post of anyone.
   */
  double slopeVariance(String blogger) {
    Totals all = totals();
    if (all.posts == 0) {
      return 0;
    }
    double wb = all.weight / all.posts;
    double own = spread(sums.getOrDefault(blogger, new double[SUMS])) + wb;
    double pooled = wb / own;
    return 1 / own + pooled * pooled / (all.spread + wb);
  }

  /** Goes on from sums of contents and sentiments less .5. */
  void restoreCentred(String blogger, double[] z) {
    double[] own = z.clone();
    own[2] += .5 * z[1];
    own[3] += .5 * z[1];
    own[4] += z[2] + .25 * z[1];
    own[5] += .5 * (z[2] + z[3]) + .25 * z[1];
    if (own[0] > 0) {
      sums.put(blogger, own);
      totals = null;
    }
  }

  /** Saves or restores the sums of one blogger. */
  void transfer(String blogger, Codec codec) {
    double[] own = sums.getOrDefault(blogger, new double[SUMS]);
    codec.values(own);
    if (own[0] > 0) {
      sums.put(blogger, own);
      totals = null;
    }
  }

  /** Sums over all bloggers in ascending order, so that they do not depend on who came first. */
  private Totals totals() {
    Totals known = totals;
    if (known != null) {
      return known;
    }
    double[] all = new double[SUMS];
    double scc = 0;
    double scy = 0;
    for (double[] one : sums.values()) {
      for (int k = 0; k < SUMS; k++) {
        all[k] += one[k];
      }
      scc += spread(one);
      scy += shared(one);
    }
    double pool = all[0] >= ENOUGH_POSTS ? scy / (scc + all[1] / all[0]) : 0;
    known = new Totals(all[0], all[1], all[2] / all[1], all[3] / all[1], pool, scc);
    totals = known;
    return known;
  }

  /** Posts, W, gc, gy, pool and sum_i Scc_i of all bloggers together. */
  private record Totals(
      double posts, double weight, double content, double sentiment, double slope, double spread) {}

  private static double spread(double[] z) {
    return z[1] > 0 ? z[4] - z[2] * z[2] / z[1] : 0;
  }

  private static double shared(double[] z) {
    return z[1] > 0 ? z[5] - z[2] * z[3] / z[1] : 0;
  }
}
