// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

import io.undertone.dynamics.Distributions;

/**
 * Evidence for a positive coefficient that may be looked at whenever one likes: the likelihood
 * ratio of the t statistic, mixed over a half-normal prior worth {@value #PRIOR} observations,
 *
 * <pre>
 *   e = 2 sqrt(lam) ( (1 + t^2/df) / (1 + lam t^2/df) )^((df+1)/2) Phi( t sqrt(N/(N+30)) ),  lam = 30/(30+N)
 * </pre>
 *
 * Under a coefficient of 0 (Gaussian errors of one variance, fixed regressors) its mean is at most
 * 1 at every stopping time, so P(e ever reaches x) &lt;= 1/x (Ville).
 *
 * @see <a href="https://arxiv.org/abs/2210.08589">Lindon et al., anytime-valid inference in linear
 *     models</a>
 */
final class MixtureEvidence {
  private static final double PRIOR = 30;
  private static final double LARGEST_LOG = 300;

  private MixtureEvidence() {}

  /**
   * The e-value of one t statistic.
   *
   * @param t statistic of the coefficient
   * @param df degrees of freedom, positive
   * @param n number of observations
   * @return e in [0, exp(300)]
   */
  static double of(double t, double df, double n) {
    double lambda = PRIOR / (PRIOR + n);
    double square = t * t / df;
    double log =
        .5 * Math.log(lambda) + .5 * (df + 1) * (Math.log1p(square) - Math.log1p(lambda * square));
    return 2
        * Math.exp(Math.min(LARGEST_LOG, log))
        * Distributions.normal(t * Math.sqrt(n / (n + PRIOR)));
  }
}
