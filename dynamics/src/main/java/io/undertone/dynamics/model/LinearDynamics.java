// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.network.Convergence;
import io.undertone.dynamics.solve.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Linear map in innovations form, z(t+1) = F z(t) + c + G e(t+1): the first n of the m components
 * of z are the expressed sentiment x, the others are earlier values or private opinions; e has
 * independent components of the given variance.
 *
 * @param map F, m x m
 * @param constant c, m
 * @param noise G, m x n; its first n rows are the identity
 * @param variance of e, n
 * @param state z at the end of the series
 * @param available n flags; false where the map is not fitted and no forecast is given
 */
public record LinearDynamics(
    double[][] map,
    double[] constant,
    double[][] noise,
    double[] variance,
    double[] state,
    boolean[] available)
    implements Dynamics {
  private static final int MOST_STATES = 500;
  private static final double ROUNDING = 1e-9;

  /** A map of which every row is fitted. */
  public LinearDynamics(
      double[][] map, double[] constant, double[][] noise, double[] variance, double[] state) {
    this(map, constant, noise, variance, state, everyone(variance.length));
  }

  private static boolean[] everyone(int n) {
    boolean[] available = new boolean[n];
    Arrays.fill(available, true);
    return available;
  }

  /** The same map, of which only some rows are fitted. */
  LinearDynamics only(boolean[] fitted) {
    return new LinearDynamics(map, constant, noise, variance, state, fitted);
  }

  /**
   * The same map one period later: z(t+1) = F z(t) + c + G e, e what was observed less what was
   * expected, 0 where nothing was.
   */
  LinearDynamics after(double[] values, boolean[] observed) {
    double[] next = advance(state);
    double[] expected = Arrays.copyOf(next, n());
    for (int j = 0; j < n(); j++) {
      double e = observed[j] ? values[j] - expected[j] : 0;
      for (int r = 0; r < next.length && e != 0; r++) {
        next[r] += noise[r][j] * e;
      }
    }
    return new LinearDynamics(map, constant, noise, variance, next, available);
  }

  /**
   * x(t+1) = sum_l B_l x(t-l) + c.
   *
   * @param lagged B_0 .. B_(L-1), each n x n
   * @param constant c, n
   * @param history x(T), x(T-1), .. , L rows
   */
  public static LinearDynamics lagged(
      double[][][] lagged, double[] constant, double[] variance, double[][] history) {
    int lags = lagged.length;
    int n = constant.length;
    int m = n * lags;
    double[][] map = new double[m][m];
    double[][] noise = new double[m][n];
    double[] state = new double[m];
    for (int l = 0; l < lags; l++) {
      System.arraycopy(history[l], 0, state, l * n, n);
      for (int i = 0; i < n; i++) {
        System.arraycopy(lagged[l][i], 0, map[i], l * n, n);
        if (l > 0) {
          map[l * n + i][(l - 1) * n + i] = 1;
        }
      }
    }
    for (int i = 0; i < n; i++) {
      noise[i][i] = 1;
    }
    return new LinearDynamics(map, Arrays.copyOf(constant, m), noise, variance, state);
  }

  private int n() {
    return variance.length;
  }

  /** F z + c. */
  private double[] advance(double[] z) {
    double[] next = constant.clone();
    for (int r = 0; r < next.length; r++) {
      for (int k = 0; k < z.length; k++) {
        next[r] += map[r][k] * z[k];
      }
    }
    return next;
  }

  /** The path without innovations, periods x n. */
  public double[][] run(int periods) {
    double[][] path = new double[periods][];
    double[] z = state;
    for (int t = 0; t < periods; t++) {
      z = advance(z);
      path[t] = Arrays.copyOf(z, n());
    }
    return path;
  }

  @Override
  public List<StepForecast> forecast(int horizon) {
    double[][] path = run(Dynamics.atLeastOne("horizon", horizon));
    List<StepForecast> steps = new ArrayList<>(horizon);
    double[] spread = new double[n()];
    // x(T+h) depends on e(T+k) through the first n rows of F^(h-k) G
    double[][] response = noise;
    for (int h = 1; h <= horizon; h++) {
      for (int i = 0; i < n(); i++) {
        for (int j = 0; j < n(); j++) {
          spread[i] += response[i][j] * response[i][j] * variance[j];
        }
      }
      steps.add(new StepForecast(h, path[h - 1], spread.clone(), available));
      if (h < horizon) {
        response = Rows.multiply(map, response);
      }
    }
    return steps;
  }

  @Override
  public Optional<Convergence> convergence() {
    boolean averaging =
        map.length <= MOST_STATES
            && Arrays.stream(map)
                .allMatch(
                    row ->
                        Arrays.stream(row).allMatch(weight -> weight >= 0)
                            && Rows.sum(row) <= 1 + ROUNDING);
    return averaging ? Optional.of(Convergence.of(map, n())) : Optional.empty();
  }
}
