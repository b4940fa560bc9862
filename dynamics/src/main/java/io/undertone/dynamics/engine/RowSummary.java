// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.network.WhatIf.UncertainRow;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Averages a row's cells, weights x = pn_g share_gr, and puts 90 % intervals around them from
 * {@link RowPosterior}: for a linear functional a
 *
 * <pre>
 *   m_r = u a.mu_r (+ r for own and total) ;  s_r = u^2 a'Sig_r a + (dm/dr)^2 .15^2/12
 *   mixture over r, weights = share averaged over the groups with three delays
 *   omega = clip01( (N-N0)/max(qn,1) ) ;  variance += ( k (1-omega) clip01(mean) )^2,  k = .4 weights, .6 own, .2 total
 *   interval = clip01( mean -+ 1.645 sd ), widened to contain the reported weight ;  stubbornness = 1 - total
 *   anchor: u_r = clip01( (ybar - w(mu_r).zbar)/s ), s = max(1-total_r, .05)
 *           var = g'Sig g + Q/max(N,.5)/s^2,  g = (-tz + u_r (1-r))/s
 * </pre>
 */
final class RowSummary {
  private static final double UNDETERMINED_ABOVE = .95;
  private static final double NEGLIGIBLE = 1e-14;

  private final NetworkRow row;
  private final RowModel model;
  private final RowPosterior posterior;
  private final int k;
  private final double[] x;
  private final double[] byR;
  private final boolean[] needed;
  private final double[] weights;
  private final double signal;
  private double own;
  private double total;
  private double level;
  private double expressionLag;
  private double mean;
  private double anchorMean;
  private double anchorVariance;

  private RowSummary(NetworkRow row, double[] groups, RowWorkspace ws) {
    this.row = row;
    this.model = row.model;
    this.k = row.sources.length;
    this.posterior = ws.posterior;
    byR = shares(row, groups);
    x = new double[model.cells()];
    needed = new boolean[byR.length];
    for (int cell = 0; cell < x.length; cell++) {
      int c = cell % byR.length;
      x[cell] = relevant(groups[cell / byR.length] * row.fit.share[cell]);
      if (x[cell] + byR[c] > 0) {
        Arrays.fill(needed, Math.max(0, c - 1), Math.min(byR.length, c + 2), true);
      }
    }
    posterior.of(row, needed, ws.moments);
    weights = new double[RowModel.LAGS * k];
    signal = RowModel.clip((row.sums.n - RowSums.N0) / Math.max(row.qn, 1));
    average();
  }

  /**
   * The report of a row as of the last period, phi and private opinion included.
   *
   * @param groups weights of the groups, evidence of the peers included
   * @param history filtered states, newest first; those behind the newest predicted the period
   * @param variance P of all after the period
   * @param earlier P of all before it
   */
  static AudienceReport of(
      NetworkRow row,
      double[] groups,
      double[][] history,
      double[] variance,
      double[] earlier,
      RowWorkspace ws) {
    RowSummary summary = new RowSummary(row, groups, ws);
    PrivateSummary opinion =
        new PrivateSummary(
            row, summary.x, summary.signal, history, variance, earlier, ws.posterior);
    return summary.report(opinion);
  }

  /** What the edges of a row need: {@link #of} without phi and private opinion, which are NaN. */
  static AudienceReport edges(NetworkRow row, double[] groups, RowWorkspace ws) {
    return new RowSummary(row, groups, ws).report(null);
  }

  /**
   * A row with the joint distribution behind its intervals.
   *
   * @param shown weights shown: by source, then the own one
   * @param changing whether there is none, since the influence is changing
   */
  static UncertainRow joint(
      NetworkRow row, double[] groups, double[] shown, boolean changing, RowWorkspace ws) {
    RowSummary summary = new RowSummary(row, groups, ws);
    int[] sources = Arrays.copyOf(row.sources, summary.k + 1);
    sources[summary.k] = row.target;
    return changing
        ? JointWeights.certain(sources, shown, summary.weights)
        : summary.joint().row(sources, shown, summary.weights);
  }

  private JointWeights joint() {
    double[][] means = new double[model.grid.length][k + 1];
    double[] m = new double[4 * k + 2];
    double[] s = new double[m.length];
    for (int c = 0; c < means.length; c++) {
      if (needed[c]) {
        functionals(c, m, s);
        System.arraycopy(m, 0, means[c], 0, k);
        means[c][k] = m[4 * k];
        Arrays.fill(m, 0);
      }
    }
    JointWeights joint = new JointWeights(means, byR);
    for (int c = 0; c < means.length; c++) {
      double u = 1 - model.grid[c];
      if (byR[c] > 0) {
        joint.add(posterior.covariance(c, k), byR[c] * u * u);
      }
    }
    for (int a = 0; a <= k; a++) {
      double error = modelError(a < k ? a : 4 * k) * (1 - signal) * RowModel.clip(joint.mean(a));
      joint.addVariance(a, error * error);
    }
    return joint;
  }

  private static double[] shares(NetworkRow row, double[] groups) {
    RowModel model = row.model;
    double[] shares = new double[model.grid.length];
    double sum = 0;
    for (int g = 0; g < model.groups(); g++) {
      for (int c = 0; c < shares.length && model.lags[g] == model.depth(); c++) {
        shares[c] += groups[g] * row.fit.share[g * shares.length + c];
        sum += groups[g] * row.fit.share[g * shares.length + c];
      }
    }
    for (int c = 0; c < shares.length; c++) {
      shares[c] = relevant(shares[c] / Math.max(sum, 1e-300));
    }
    return shares;
  }

  /** A share, or 0 where it is too small to change any digit that is shown. */
  private static double relevant(double share) {
    return share < NEGLIGIBLE ? 0 : share;
  }

  private void average() {
    for (int cell = 0; cell < x.length; cell++) {
      int c = cell % model.grid.length;
      double u = 1 - model.grid[c];
      int first = row.fit.first(cell);
      own += x[cell] * row.fit.own(cell);
      expressionLag += x[cell] * model.grid[c];
      mean += x[cell] * model.grid[c] * row.sums.z[0];
      int m = model.weights(cell / model.grid.length, k);
      for (int a = 0; a < m; a++) {
        double v = row.fit.v[first + a];
        mean += x[cell] * v * posterior.tz[c][a];
        if (a > 0) {
          weights[a - 1] += x[cell] * u * v;
        }
      }
    }
    total = own;
    for (double w : weights) {
      total += w;
    }
    level = RowModel.clip(row.sums.y - mean, 0, 1 - total);
  }

  private AudienceReport report(@Nullable PrivateSummary opinion) {
    int functionals = 4 * k + 2;
    double[][] means = new double[model.grid.length][functionals];
    double[][] variances = new double[model.grid.length][functionals];
    for (int c = 0; c < model.grid.length; c++) {
      if (needed[c]) {
        functionals(c, means[c], variances[c]);
        anchor(c, means[c][functionals - 1]);
      }
    }
    addSlopes(means, variances);
    double[] lower = new double[functionals];
    double[] upper = new double[functionals];
    intervals(means, variances, lower, upper);
    double anchor = RowModel.clip(level / Math.max(1 - total, 1e-9));
    boolean open = upper[functionals - 1] > UNDETERMINED_ABOVE;
    double half =
        AudienceReport.Z90 * Math.sqrt(Math.max(0, anchorVariance - anchorMean * anchorMean));
    return new AudienceReport(
        row.sources.clone(),
        weights,
        lower,
        upper,
        own,
        1 - total,
        anchor,
        open ? 0 : Math.min(anchor, Math.max(0, anchorMean - half)),
        open ? 1 : Math.max(anchor, Math.min(1, anchorMean + half)),
        opinion == null ? Double.NaN : opinion.resilience(),
        opinion == null ? Double.NaN : opinion.resilience(.05),
        opinion == null ? Double.NaN : opinion.upperResilience(),
        expressionLag,
        opinion == null ? Double.NaN : opinion.mean,
        opinion == null ? Double.NaN : opinion.variance(),
        row.evidence.support(),
        signal);
  }

  private void functionals(int c, double[] m, double[] s) {
    double r = model.grid[c];
    double u = 1 - r;
    posterior.variances(c, k, s);
    double[] mu = posterior.mean[c];
    double all = mu[0];
    for (int j = 0; j < k; j++) {
      for (int l = 0; l < RowModel.LAGS; l++) {
        double single = mu[1 + l * k + j];
        m[k + l * k + j] = u * single;
        m[j] += u * single;
        all += single;
      }
    }
    m[4 * k] = u * mu[0] + r;
    m[4 * k + 1] = u * all + r;
    for (int a = 0; a < s.length; a++) {
      s[a] *= u * u;
    }
  }

  private void anchor(int c, double total) {
    double r = model.grid[c];
    double scale = Math.max(1 - total, .05);
    double level = row.sums.y - r * row.sums.z[0];
    double[] g = new double[posterior.m];
    for (int a = 0; a < g.length; a++) {
      level -= posterior.mean[c][a] * posterior.tz[c][a];
    }
    double value = RowModel.clip(level / scale);
    for (int a = 0; a < g.length; a++) {
      g[a] = (-posterior.tz[c][a] + value * (1 - r)) / scale;
    }
    double variance = posterior.variance(c, g) + row.q / Math.max(row.sums.n, .5) / (scale * scale);
    anchorMean += byR[c] * value;
    anchorVariance += byR[c] * (variance + value * value);
  }

  /** (dm/dr)^2 .15^2/12: what the grid's coarseness leaves open. */
  private static void addSlopes(double[][] m, double[][] s) {
    int last = m.length - 1;
    for (int c = 0; last > 0 && c <= last; c++) {
      int before = Math.max(0, c - 1);
      int after = Math.min(last, c + 1);
      for (int a = 0; a < m[c].length; a++) {
        double slope = (m[after][a] - m[before][a]) / ((after - before) * RowModel.STEP);
        s[c][a] += slope * slope * RowModel.STEP * RowModel.STEP / 12;
      }
    }
  }

  private void intervals(double[][] m, double[][] s, double[] lower, double[] upper) {
    for (int a = 0; a < lower.length; a++) {
      double average = 0;
      for (int c = 0; c < byR.length; c++) {
        average += byR[c] * m[c][a];
      }
      double variance = 0;
      for (int c = 0; c < byR.length; c++) {
        double off = m[c][a] - average;
        variance += byR[c] * (s[c][a] + off * off);
      }
      double unmodelled = modelError(a) * (1 - signal) * RowModel.clip(average);
      double half = AudienceReport.Z90 * Math.sqrt(variance + unmodelled * unmodelled);
      double shown = shown(a);
      lower[a] = Math.min(shown, RowModel.clip(average - half));
      upper[a] = Math.max(shown, RowModel.clip(average + half));
    }
  }

  private double modelError(int functional) {
    return functional < 4 * k ? .4 : functional == 4 * k ? .6 : .2;
  }

  private double shown(int functional) {
    if (functional >= 4 * k) {
      return functional == 4 * k ? own : total;
    }
    if (functional >= k) {
      return weights[functional - k];
    }
    double sum = 0;
    for (int at = functional; at < weights.length; at += k) {
      sum += weights[at];
    }
    return sum;
  }
}
