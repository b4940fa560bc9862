// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.state.Codec;
import java.util.Arrays;

/**
 * What a row's values have said of its rungs, discounted, by predictive likelihood with a learned
 * scale kappa = b/a:
 *
 * <pre>
 *   gain = -.5 log(V kappa) - (a+.5) log1p( (y-f)^2/(V kappa)/(2a) )
 *   LL &lt;- .98 LL + gain ;  LG &lt;- .998 LG + gain[groups] ;  b += .5 min((y-f)^2/V, 25) ;  a += .5
 *   lp_r -= .5 ( log(S k) + (y - cell_r)^2/(S k) ),   lp_last -= .5 ( log v0 + (y-m0)^2/v0 )
 * </pre>
 *
 * lp compares the values of r: cell_r is the network's prediction at that r, (m0, v0) the whole
 * engine's without private opinions.
 */
final class RowEvidence {
  private static final double LADDER_MEMORY = .98;
  private static final double SHARE_MEMORY = .998;
  private static final double LARGEST_SURPRISE = 25;

  /** Group (.05, 1), whose scale serves the comparison of the values of r. */
  private static final int SCALE_GROUP = 2;

  final double[] rungs;
  final double[] groups;
  final double[] byR;
  final double[] b;
  double a = 4;
  private double support;

  RowEvidence(RowModel model) {
    rungs = new double[model.rungs()];
    groups = new double[model.groups()];
    byR = new double[model.grid.length + 1];
    b = new double[model.rungs()];
    Arrays.fill(b, a);
  }

  /** Mixture over rungs of the forecasts in the workspace; its variance with the learned scales. */
  void mix(RowWorkspace ws) {
    double mean = 0;
    for (int k = 0; k < rungs.length; k++) {
      mean += ws.rungs[k] * ws.forecasts[k];
    }
    ws.mean = mean;
    ws.variance = variance(ws, ws.forecasts, mean);
  }

  private double variance(RowWorkspace ws, double[] forecasts, double mean) {
    double variance = 0;
    for (int k = 0; k < rungs.length; k++) {
      double off = forecasts[k] - mean;
      variance += ws.rungs[k] * (ws.variances[k] * b[k] / (a - 1) + off * off);
    }
    return variance;
  }

  /** Compares the values of r; before {@link #learn} of the same value. */
  void compare(RowModel model, double y, RowWorkspace ws) {
    int grid = model.grid.length;
    double scale = ws.netVariance * (b[SCALE_GROUP] / a);
    double total = 0;
    for (int g = 0; g < model.groups(); g++) {
      total += model.tau[g] > 0 ? ws.groups[g] : 0;
    }
    for (int k = 0; k < grid; k++) {
      double prediction = 0;
      for (int g = 0; g < model.groups(); g++) {
        prediction += model.tau[g] > 0 ? ws.groups[g] * ws.cells[g * grid + k] : 0;
      }
      double error = y - prediction / Math.max(total, 1e-300);
      byR[k] -= .5 * (Math.log(scale) + error * error / scale);
    }
    double[] plain = ws.average;
    double mean = 0;
    for (int k = 0; k < rungs.length; k++) {
      boolean group = k >= 1 && k <= model.groups();
      plain[k] = group ? ws.cells[(k - 1) * grid] : ws.forecasts[k];
      mean += ws.rungs[k] * plain[k];
    }
    double variance = variance(ws, plain, mean);
    byR[grid] -= .5 * (Math.log(variance) + (y - mean) * (y - mean) / variance);
    support = supportNow();
  }

  void learn(double y, RowWorkspace ws) {
    for (int k = 0; k < rungs.length; k++) {
      double error = y - ws.forecasts[k];
      double gain = OwnHistory.logPredictive(error * error, ws.variances[k], a, b[k] / a);
      rungs[k] = LADDER_MEMORY * rungs[k] + gain;
      if (k >= 1 && k <= groups.length) {
        groups[k - 1] = SHARE_MEMORY * groups[k - 1] + gain;
      }
      b[k] += .5 * Math.min(error * error / ws.variances[k], LARGEST_SURPRISE);
    }
    a += .5;
  }

  /** The row starts anew: what was learned of the scales stays. */
  void restart() {
    Arrays.fill(rungs, 0);
    Arrays.fill(groups, 0);
    Arrays.fill(byR, 0);
  }

  /** Evidence for a private opinion as of the last value. */
  double support() {
    return support;
  }

  /** log mean_{r&gt;0} exp lp_r - max(lp_0, lp_last). */
  private double supportNow() {
    int positive = byR.length - 2;
    if (positive == 0) {
      return 0;
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = 1; k <= positive; k++) {
      largest = Math.max(largest, byR[k]);
    }
    double sum = 0;
    for (int k = 1; k <= positive; k++) {
      sum += Math.exp(byR[k] - largest);
    }
    return largest + Math.log(sum / positive) - Math.max(byR[0], byR[positive + 1]);
  }

  /** The same evidence without the comparison of the values of r. */
  RowEvidence select(RowModel model) {
    RowEvidence chosen = new RowEvidence(model);
    System.arraycopy(rungs, 0, chosen.rungs, 0, rungs.length);
    System.arraycopy(groups, 0, chosen.groups, 0, groups.length);
    System.arraycopy(b, 0, chosen.b, 0, b.length);
    chosen.a = a;
    return chosen;
  }

  void transfer(Codec codec) {
    codec.values(rungs);
    codec.values(groups);
    codec.values(byR);
    codec.values(b);
    a = codec.value(a);
    support = codec.value(support);
  }
}
