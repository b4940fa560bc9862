// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import io.undertone.dynamics.state.Codec;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Diagonal Gaussian filter on hashed weights: what the words of past posts say of the reaction to
 * the next one, beyond the level of the audience and the score of the post.
 *
 * <pre>
 *   rungs k: prior variance of a weight a_k = 0, .06, .17, .5, 1.5 in units of tau2;  rung 0 is "no text"
 *   pi = softmax_k( LL_k + 2 [k = 0] )
 *   one post: residual r, V = 1 + s2/(tau2 neff)
 *   gv = sum_j P_j x_j^2 + bP + V ; e = r - bm - m.x ; z = e^2/(gv tau2) ; kap = kb/ka
 *   LL &lt;- .995 LL - .5 log(gv tau2 kap) - (ka+.5) log1p( z/kap/(2 ka) ) ; kb += .5 min(z,25) ; ka += .5
 *   m_j += P_j x_j e/gv ; P_j -= (P_j x_j)^2/gv ; bm += bP e/gv ; bP -= bP^2/gv      intercept of blogger and rung
 *   rs &lt;- .998 rs + sum_k pi_k ( e_k^2 - s2/neff - tau2 (gv_k - V) ) ; rn &lt;- .998 rn + 1
 * </pre>
 *
 * The intercepts take up the level and are not part of what the text adds. Depends on the order of
 * the posts. Cost of a post: a few passes over its features; memory: up to 1 MiB, and only the
 * weights that some post has touched.
 */
final class TextFilter {
  private static final double[] PRIOR = {0, .06, .17, .5, 1.5};
  static final int RUNGS = PRIOR.length;

  private static final double NO_TEXT_AHEAD = 2;
  private static final double FORGETTING = .995;
  private static final double START = 4;
  private static final double INTERCEPT_VARIANCE = .5;
  private static final double SPREAD_FORGETTING = .998;
  private static final double SPREAD_PRIOR_POSTS = 20;
  private static final double LEAST_SHARE_LEFT = .1;
  private static final double LARGEST_SQUARE = 25;

  /** Of the rungs from 1 on; rung 0 stores no weights. */
  private final HashedWeights weights =
      new HashedWeights(Arrays.copyOfRange(PRIOR, 1, PRIOR.length));

  private final double[] logScores = new double[RUNGS];
  private final double[] kb = new double[RUNGS];
  private double ka = START;
  private double spreadSum;
  private double spreadCount;
  private final Map<String, double[]> intercepts = new TreeMap<>();

  // scratch of one post
  private final double[] shares = new double[RUNGS];
  private final double[] errors = new double[RUNGS];
  private final double[] predictive = new double[RUNGS];
  private final double[] dots = new double[RUNGS - 1];
  private final double[] squares = new double[RUNGS - 1];

  TextFilter() {
    Arrays.fill(kb, START);
  }

  /** pi, the weight of each rung, into an array of {@link #RUNGS}. */
  void shares(double[] into) {
    double top = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < RUNGS; k++) {
      into[k] = logScores[k] + (k == 0 ? NO_TEXT_AHEAD : 0);
      top = Math.max(top, into[k]);
    }
    double sum = 0;
    for (int k = 0; k < RUNGS; k++) {
      into[k] = Math.exp(into[k] - top);
      sum += into[k];
    }
    for (int k = 0; k < RUNGS; k++) {
      into[k] /= sum;
    }
  }

  /** g = sum_k pi_k m_k.x */
  double mean(PostVector x) {
    shares(shares);
    weights.means(x, dots);
    double g = 0;
    for (int k = 1; k < RUNGS; k++) {
      g += shares[k] * dots[k - 1];
    }
    return g;
  }

  /** sum_k pi_k ( tau2 kb_k/ka sum_j P_kj x_j^2 + (m_k.x - g)^2 ) */
  double spread(PostVector x, double tau2) {
    double g = mean(x);
    weights.variances(x, squares);
    double spread = shares[0] * g * g;
    for (int k = 1; k < RUNGS; k++) {
      double apart = dots[k - 1] - g;
      spread += shares[k] * (tau2 * kb[k] / ka * squares[k - 1] + apart * apart);
    }
    return spread;
  }

  /**
   * Variance between posts that neither score nor text explains: max( .1 tau2, (rs + 20 tau2)/(rn +
   * 20) ).
   */
  double varianceLeft(double tau2) {
    return Math.max(
        LEAST_SHARE_LEFT * tau2,
        (spreadSum + SPREAD_PRIOR_POSTS * tau2) / (spreadCount + SPREAD_PRIOR_POSTS));
  }

  /**
   * Learns one post of a closed period.
   *
   * @param residual reaction less level and effect of the score
   * @param tau2 variance between posts
   * @param sampling s2/neff of the post
   */
  void learn(PostVector x, String blogger, double residual, double tau2, double sampling) {
    double[] intercept = intercepts.computeIfAbsent(blogger, unused -> newcomer());
    double v = 1 + sampling / tau2;
    shares(shares);
    predict(x, intercept, residual, v);
    double unexplained = 0;
    for (int k = 0; k < RUNGS; k++) {
      double gv = predictive[k];
      double e = errors[k];
      double kappa = kb[k] / ka;
      double z = e * e / (gv * tau2);
      logScores[k] =
          FORGETTING * logScores[k]
              - .5 * Math.log(gv * tau2 * kappa)
              - (ka + .5) * Math.log1p(z / kappa / (2 * ka));
      kb[k] += .5 * Math.min(z, LARGEST_SQUARE);
      unexplained += shares[k] * (e * e - sampling - tau2 * (gv - v));
    }
    update(x, intercept);
    ka += .5;
    spreadSum = SPREAD_FORGETTING * spreadSum + unexplained;
    spreadCount = SPREAD_FORGETTING * spreadCount + 1;
  }

  private void predict(PostVector x, double[] intercept, double residual, double v) {
    weights.means(x, dots);
    weights.variances(x, squares);
    for (int k = 0; k < RUNGS; k++) {
      errors[k] = residual - intercept[k] - (k == 0 ? 0 : dots[k - 1]);
      predictive[k] = intercept[RUNGS + k] + v + (k == 0 ? 0 : squares[k - 1]);
    }
  }

  private void update(PostVector x, double[] intercept) {
    weights.learn(
        x, Arrays.copyOfRange(errors, 1, RUNGS), Arrays.copyOfRange(predictive, 1, RUNGS));
    for (int k = 0; k < RUNGS; k++) {
      double p = intercept[RUNGS + k];
      intercept[k] += p * errors[k] / predictive[k];
      intercept[RUNGS + k] -= p * p / predictive[k];
    }
  }

  /** Means, then variances of a blogger's intercepts. */
  private static double[] newcomer() {
    double[] intercept = new double[2 * RUNGS];
    Arrays.fill(intercept, RUNGS, 2 * RUNGS, INTERCEPT_VARIANCE);
    return intercept;
  }

  /** Intercepts of a blogger by rung, for tests against the reference. */
  double[] intercepts(String blogger) {
    return Arrays.copyOf(intercepts.getOrDefault(blogger, newcomer()), RUNGS);
  }

  /** LL by rung, for tests against the reference. */
  double[] logScores() {
    return logScores.clone();
  }

  /** kb/ka by rung, for tests against the reference. */
  double[] kappas() {
    return Arrays.stream(kb).map(b -> b / ka).toArray();
  }

  /** How many weights some post has touched. */
  int touched() {
    return weights.touched();
  }

  /** Saves or restores all but the intercepts. */
  void transfer(Codec codec) {
    weights.transfer(codec);
    codec.values(logScores);
    codec.values(kb);
    ka = codec.value(ka);
    spreadSum = codec.value(spreadSum);
    spreadCount = codec.value(spreadCount);
  }

  /** Saves or restores the intercepts of one blogger. */
  void transfer(String blogger, Codec codec) {
    double[] own = codec.numbers(intercepts.getOrDefault(blogger, new double[0]));
    if (codec.reading() && own.length > 0) {
      intercepts.put(blogger, own);
    }
  }
}
