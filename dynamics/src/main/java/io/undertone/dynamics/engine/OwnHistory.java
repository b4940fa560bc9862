// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.state.Codec;
import java.util.Arrays;

/**
 * What one blogger's past alone says about its next value: 18 two-component Kalman filters,
 *
 * <pre>
 *   y(t) = mu + s(t) + e(t),   s(t+1) = rho s(t) + eta,   var e = kappa R(t),
 *   var eta = kappa v rbar (1 - rho^2)   (rho &lt; 1)   or   kappa v rbar   (rho = 1)
 * </pre>
 *
 * averaged by their discounted predictive likelihood. Running mean (rho = 0, v = 0), EWMA (rho =
 * 1), AR(1) and near-persistence (large v) are members. mu is the slow mean and s the fading
 * deviation, both in units of sentiment; v is the process variance in units of the mean sampling
 * variance rbar; kappa is the learned scale of the noise, about 1 when R is right.
 */
final class OwnHistory {
  static final int MEMBERS = 18;
  static final double[] RHO = {0, .5, .5, .5, .5, .5, .9, .9, .9, .9, .9, 1, 1, 1, 1, 1, 1, 1};
  static final double[] V = {
    0, .1, .4, 1.5, 6, 40, .1, .4, 1.5, 6, 40, .003, .01, .03, .1, .3, 1, 10
  };

  private static final double START_VARIANCE = .006;

  /** Sampling variance to expect of an audience that was never heard. */
  static final double UNKNOWN_R = .003;

  private static final double MEMORY = .995;

  private final double[] rho;
  private final double[] v;
  private final double[] mu;
  private final double[] s;
  private final double[] pm;
  private final double[] pc;
  private final double[] ps;
  private final double[] b;
  final double[] logLikelihood;
  final double[] weights;
  private double a = 4;
  private double sumR;
  private int count;

  /** Mean of the predictive distribution that the last update was scored against. */
  double forecastMean;

  /** Its variance, with the period's own R. */
  double forecastVariance;

  /** filt_i: filtered sentiment by own history only. */
  double filtered;

  /** kap_i: learned scale of the sampling variance. */
  double noiseScale = 1;

  /** rho0_i: average persistence, at most .98. */
  double persistence;

  /** q0_i: average process variance. */
  double processVariance;

  OwnHistory(double start) {
    this(start, RHO, V);
  }

  OwnHistory(double start, double[] rho, double[] v) {
    this.rho = rho;
    this.v = v;
    int members = rho.length;
    mu = new double[members];
    s = new double[members];
    pm = new double[members];
    pc = new double[members];
    ps = new double[members];
    b = new double[members];
    logLikelihood = new double[members];
    weights = new double[members];
    Arrays.fill(mu, start);
    Arrays.fill(pm, START_VARIANCE);
    Arrays.fill(b, a);
    Arrays.fill(weights, 1.0 / members);
    filtered = start;
  }

  boolean everObserved() {
    return count > 0;
  }

  /** Number of values. */
  int count() {
    return count;
  }

  /** Mean sampling variance, the R to expect of a period that is not there yet. */
  double expectedR() {
    return count > 0 ? meanR() : UNKNOWN_R;
  }

  private double meanR() {
    return Math.max(1e-4, count > 0 ? sumR / count : 0);
  }

  /** First heard after others: it starts at their mean. */
  void join(double level) {
    Arrays.fill(mu, level);
  }

  /** Forecasts with the current weights, then learns y; or only forecasts when it is missing. */
  void update(boolean observed, double y, double r) {
    if (observed) {
      boolean first = count == 0;
      sumR += r;
      count++;
      if (first) {
        startDeviation();
      }
    }
    forecastMean = mean(0);
    forecastVariance = variance(0, observed ? r : 1);
    if (observed) {
      learn(y, r);
    }
  }

  private void startDeviation() {
    double rbar = meanR();
    for (int k = 0; k < rho.length; k++) {
      ps[k] = rho[k] < 1 ? v[k] * rbar : 0;
    }
  }

  private void learn(double y, double r) {
    for (int k = 0; k < rho.length; k++) {
      double hm = pm[k] + pc[k];
      double hs = ps[k] + pc[k];
      double sum = pm[k] + 2 * pc[k] + ps[k] + r;
      double e = y - (mu[k] + s[k]);
      logLikelihood[k] = MEMORY * logLikelihood[k] + logPredictive(e * e, sum, a, b[k] / a);
      b[k] += .5 * Math.min(e * e / sum, 25);
      double km = hm / sum;
      double ks = hs / sum;
      mu[k] += km * e;
      s[k] += ks * e;
      pm[k] -= km * hm;
      pc[k] -= km * hs;
      ps[k] -= ks * hs;
    }
    a += .5;
  }

  /** Summarises with the weights after y, then moves the state to the next period. */
  void finish() {
    summarise();
    double rbar = meanR();
    for (int k = 0; k < rho.length; k++) {
      s[k] *= rho[k];
      pc[k] *= rho[k];
      ps[k] = rho[k] * rho[k] * ps[k] + process(k, rbar);
    }
  }

  /** filt, kap, rho0 and q0 with the present weights. */
  void summarise() {
    double qbar = expectedR();
    filtered = mean(0);
    noiseScale = 0;
    persistence = 0;
    processVariance = 0;
    for (int k = 0; k < rho.length; k++) {
      double kappa = b[k] / a;
      noiseScale += weights[k] * kappa;
      persistence += weights[k] * rho[k];
      processVariance += weights[k] * kappa * process(k, qbar);
    }
    persistence = Math.min(.98, persistence);
  }

  private double process(int k, double rbar) {
    return rho[k] < 1 ? v[k] * rbar * (1 - rho[k] * rho[k]) : v[k] * rbar;
  }

  /** Expected value some periods after the next one, in [0,1]. */
  double mean(int ahead) {
    double mean = 0;
    for (int k = 0; k < rho.length; k++) {
      mean += weights[k] * memberMean(k, ahead);
    }
    return RowModel.clip(mean);
  }

  private double memberMean(int k, int ahead) {
    return mu[k] + (ahead == 0 ? s[k] : s[k] * Math.pow(rho[k], ahead));
  }

  /** Variance of a value with sampling variance r, some periods after the next one. */
  double variance(int ahead, double r) {
    double mean = mean(ahead);
    double rbar = meanR();
    double variance = 0;
    for (int k = 0; k < rho.length; k++) {
      double covariance = pc[k];
      double deviation = ps[k];
      for (int h = 0; h < ahead; h++) {
        covariance *= rho[k];
        deviation = rho[k] * rho[k] * deviation + process(k, rbar);
      }
      double sum = pm[k] + 2 * covariance + deviation + r;
      double off = memberMean(k, ahead) - mean;
      variance += weights[k] * (sum * b[k] / (a - 1) + off * off);
    }
    return variance;
  }

  /** mu, s, Pm, kappa of a member, for comparison with reference values. */
  double[] member(int k) {
    return new double[] {mu[k], s[k], pm[k], pc[k], ps[k], b[k] / a};
  }

  void transfer(Codec codec) {
    codec.values(mu);
    codec.values(s);
    codec.values(pm);
    codec.values(pc);
    codec.values(ps);
    codec.values(b);
    codec.values(logLikelihood);
    codec.values(weights);
    a = codec.value(a);
    sumR = codec.value(sumR);
    count = codec.value(count);
    filtered = codec.value(filtered);
    noiseScale = codec.value(noiseScale);
    persistence = codec.value(persistence);
    processVariance = codec.value(processVariance);
  }

  /** Log of a Student-like predictive density, up to a constant, with 2a degrees of freedom. */
  static double logPredictive(double squaredError, double variance, double a, double kappa) {
    double scaled = variance * kappa;
    return -0.5 * Math.log(scaled) - (a + 0.5) * Math.log1p(squaredError / scaled / (2 * a));
  }
}
