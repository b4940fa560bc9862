// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Delayed perception: x_i(t+1) = sum_l sum_j w_ij^(l) x_j(t-l) + (1 - sum w) u_i, l = 0..L-1.
 *
 * <p>All weights of a row, over all lags, lie on one simplex with the stubbornness 1 - sum w; u_i
 * in [0,1] is a free anchor. The delay of an edge is the lag with the largest weight. One convex
 * problem for each row, with the columns of all lags, 1 and 0.
 *
 * <p>With own weight and a spanning tree delayed neighbours still reach consensus for any bounded
 * delays; delaying everything, x(t+1) = W x(t-k), splits into k+1 interleaved chains; and
 * Friedkin-Johnsen with bounded delays keeps its undelayed limit when S W is Schur stable.
 *
 * <p>Source: Proskurnikov and Tempo, Annual Reviews in Control 45 (2018).
 *
 * @see FreeAnchor
 */
public final class DelayedPerception extends SimplexRowModel {
  /** Name in tables. */
  public static final String NAME = "delayed-perception";

  private final int lags;

  /** Three lags. */
  public DelayedPerception() {
    this(3);
  }

  /**
   * @param lags L, at least 1
   */
  public DelayedPerception(int lags) {
    if (lags < 1) {
      throw new IllegalArgumentException("The lags must be at least 1; given: " + lags + ".");
    }
    this.lags = lags;
  }

  @Override
  public ModelCard describe() {
    return new ModelCard(
        NAME,
        "Every audience hears each other one with a delay of its own.",
        "x_i(t+1) = sum_l sum_j w_ij^(l) x_j(t-l) + (1 - sum w) u_i",
        List.of(
            new ModelCard.Parameter("weights", "simplex rows", "W summed over lags"),
            new ModelCard.Parameter("susceptibility", "[0,1]", "sum of the row's weights"),
            new ModelCard.Parameter("intercept", "real", "(1 - s_i) u_i; a drift where s = 1"),
            new ModelCard.Parameter("anchor", "real", "u_i; none where s = 1")),
        "from about n L + 2 periods on, when lagged values cannot be traded",
        "Proskurnikov and Tempo, Annu. Rev. Control 45 (2018) 166");
  }

  @Override
  RowRegression.Design design(SentimentSeries series) {
    return new LaggedDesign(series, lags, lags) {
      @Override
      public boolean freeIntercept() {
        return true;
      }

      @Override
      public String columnName(int j) {
        return j < commonColumns() ? super.columnName(j) : "the anchor";
      }
    };
  }

  @Override
  Network assemble(SentimentSeries series, List<RowRegression.Row> rows, double[] variance) {
    int n = rows.size();
    double[][][] lagged = new double[lags][n][n];
    double[][] influence = new double[n][n];
    for (int i = 0; i < n; i++) {
      double[] w = rows.get(i).weights();
      for (int l = 0; l < lags; l++) {
        System.arraycopy(w, l * n, lagged[l][i], 0, n);
        for (int j = 0; j < n; j++) {
          influence[i][j] += w[l * n + j];
        }
      }
    }
    Map<String, List<@Nullable Double>> parameters = new LinkedHashMap<>();
    double[] constant = new double[n];
    for (int i = 0; i < n; i++) {
      constant[i] = rows.get(i).intercept();
      double susceptibility = Dense.sum(influence[i]);
      double stubbornness = 1 - susceptibility;
      Parameters.set(parameters, "susceptibility", n, i, susceptibility);
      Parameters.set(parameters, "intercept", n, i, constant[i]);
      Parameters.set(
          parameters, "anchor", n, i, stubbornness > 1e-9 ? constant[i] / stubbornness : null);
    }
    return new Network(
        normalised(influence),
        influence,
        strongestLags(lagged),
        parameters,
        LinearDynamics.lagged(lagged, constant, variance, History.last(series, lags)));
  }

  private static int[][] strongestLags(double[][][] lagged) {
    int n = lagged[0].length;
    int[][] lags = new int[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        lags[i][j] = -1;
        double largest = 0;
        for (int l = 0; l < lagged.length; l++) {
          if (lagged[l][i][j] > largest) {
            largest = lagged[l][i][j];
            lags[i][j] = l;
          }
        }
      }
    }
    return lags;
  }
}
