// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * Resilience phi and private opinion p of a row, averaged over its cells: phi of a cell is uniform
 * on
 *
 * <pre>
 *   [ phi(d - 3 sd, r + .075), phi(d + 3 sd, max(0, r - .075)) ]     at least .05 wide, in 20 bins
 * </pre>
 *
 * and with c = clip01( (c0 + sum W_lj z_lj)/max(1-d, .02) ), phi' = max(phi, .15), e = max(1-d,
 * .05), h = 1 - 1/phi' and lo, hi = phi(d, r +- .075) floored at .15,
 *
 * <pre>
 *   r = 0: p = m, var = P ;   r &gt; 0: p = clip01( c + (m-c)/phi' )
 *   g_lj = h ( u z_lj - tz_lj )/e ;  D = h (c - zbar_own)/e - (m-c) r/( phi'^2 max(d,.05)^2 u ) ;  g_own = u D
 *   var = P/phi'^2 + ((m-c)(1/lo-1/hi))^2/12 + g'Sig_r g + (.6 (1-omega) d D)^2 + (h/e)^2 Q/max(N,.5)
 *         + (u h/e)^2 sum v_lj^2 P_j
 * </pre>
 */
final class PrivateSummary {
  private static final int BINS = 20;
  private static final double WIDTH = 1.0 / BINS;
  private static final double SMALLEST_PHI = .15;
  private static final double SINCERE_SHARE = .05;

  private final NetworkRow row;
  private final RowModel model;
  private final RowPosterior posterior;
  private final double signal;
  private final double state;
  private final double stateVariance;
  private final double[] z;
  private final double[] zVariance;
  private final double[] bins = new double[BINS];
  double mean;
  private double square;
  private double total;
  private double sincere;
  private double phi;

  PrivateSummary(
      NetworkRow row,
      double[] x,
      double signal,
      double[][] history,
      double[] variance,
      double[] earlier,
      RowPosterior posterior) {
    this.row = row;
    this.model = row.model;
    this.posterior = posterior;
    this.signal = signal;
    state = history[0][row.target];
    stateVariance = variance[row.target];
    int k = row.sources.length;
    z = new double[model.depth() * k];
    zVariance = new double[z.length];
    for (int l = 0; l < model.depth(); l++) {
      for (int j = 0; j < k; j++) {
        z[l * k + j] = history[l + 1][row.sources[j]];
        zVariance[l * k + j] = earlier[row.sources[j]];
      }
    }
    for (int cell = 0; cell < x.length; cell++) {
      if (x[cell] != 0) {
        addOpinion(cell, x[cell]);
        addResilience(cell, x[cell]);
      }
    }
  }

  double variance() {
    return Math.max(0, square - mean * mean);
  }

  double resilience() {
    return phi / Math.max(total, 1e-300);
  }

  /** Quantile of phi. */
  double resilience(double share) {
    double before = 0;
    for (int b = 0; b < BINS; b++) {
      double after = before + bins[b] / Math.max(total, 1e-300);
      if (after >= share) {
        return WIDTH * (b + 1 - (after - share) / (after - before));
      }
      before = after;
    }
    return 1;
  }

  double upperResilience() {
    return sincere >= SINCERE_SHARE * total ? 1 : resilience(.95);
  }

  private void addOpinion(int cell, double x) {
    int c = cell % model.grid.length;
    double r = model.grid[c];
    double opinion = state;
    double variance = stateVariance;
    if (r > 0) {
      double d = row.fit.own(cell);
      double phi = Math.max(RowModel.phi(d, r), SMALLEST_PHI);
      double heard = heard(cell, d);
      opinion = RowModel.clip(heard + (state - heard) / phi);
      variance = variance(cell, d, phi, heard);
    }
    mean += x * opinion;
    square += x * (variance + opinion * opinion);
  }

  /** c: what the audience hears. */
  private double heard(int cell, double d) {
    int c = cell % model.grid.length;
    double r = model.grid[c];
    int first = row.fit.first(cell);
    double level = row.sums.y - r * row.sums.z[0];
    double sum = 0;
    double said = 0;
    for (int a = 0; a < weights(cell); a++) {
      double v = row.fit.v[first + a];
      level -= v * posterior.tz[c][a];
      sum += v;
      said += a > 0 ? v * z[a - 1] : 0;
    }
    double u = 1 - r;
    return RowModel.clip(
        (RowModel.clip(level, 0, u * (1 - sum)) + u * said) / Math.max(1 - d, .02));
  }

  private int weights(int cell) {
    return model.weights(cell / model.grid.length, row.sources.length);
  }

  private double variance(int cell, double d, double phi, double heard) {
    int c = cell % model.grid.length;
    double r = model.grid[c];
    double u = 1 - r;
    double apart = state - heard;
    double e = Math.max(1 - d, .05);
    double h = 1 - 1 / phi;
    double own = Math.max(d, .05);
    double bySlope = phi > SMALLEST_PHI ? apart * r / (phi * own * phi * own) / u : 0;
    double slope = h * (heard - row.sums.z[0]) / e - bySlope;
    double[] g = new double[posterior.m];
    double passed = 0;
    int first = row.fit.first(cell);
    for (int a = 1; a < g.length; a++) {
      g[a] = h * (u * z[a - 1] - posterior.tz[c][a]) / e;
      double v = a < weights(cell) ? row.fit.v[first + a] : 0;
      passed += v * v * zVariance[a - 1];
    }
    g[0] = u * slope;
    double low = Math.max(SMALLEST_PHI, RowModel.phi(d, r + RowModel.STEP / 2));
    double high = Math.max(SMALLEST_PHI, RowModel.phi(d, Math.max(0, r - RowModel.STEP / 2)));
    double coarse = apart * (1 / low - 1 / high);
    double unmodelled = .6 * (1 - signal) * d * slope;
    return stateVariance / (phi * phi)
        + coarse * coarse / 12
        + posterior.variance(c, g)
        + unmodelled * unmodelled
        + h / e * (h / e) * row.q / Math.max(row.sums.n, .5)
        + u * h / e * (u * h / e) * passed;
  }

  private void addResilience(int cell, double x) {
    if (model.tau[cell / model.grid.length] == 0) {
      return;
    }
    double r = model.grid[cell % model.grid.length];
    double d = row.fit.own(cell);
    double sd = row.fit.sd[cell];
    double low = RowModel.phi(Math.max(1e-6, d - 3 * sd), r + RowModel.STEP / 2);
    double high = RowModel.phi(Math.min(.999, d + 3 * sd), Math.max(0, r - RowModel.STEP / 2));
    if (high < low + WIDTH) {
      double middle = Math.min(1 - WIDTH / 2, Math.max(WIDTH / 2, .5 * (low + high)));
      low = middle - WIDTH / 2;
      high = middle + WIDTH / 2;
    }
    total += x;
    sincere += r == 0 ? x : 0;
    phi += x * .5 * (low + high);
    for (int b = 0; b < BINS; b++) {
      double overlap = Math.min(high, b * WIDTH + WIDTH) - Math.max(low, b * WIDTH);
      bins[b] += x * Math.max(0, overlap) / (high - low);
    }
  }
}
