// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.findings.FitReason.Term;
import io.undertone.dynamics.findings.FitReason.TermKind;
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
  LaggedSums.Shape shape() {
    return new LaggedSums.Shape(lags, 0);
  }

  /** The slack 1 - sum w: what it multiplies is part of the free intercept. */
  @Override
  double[] constants(double first) {
    return new double[] {first};
  }

  @Override
  List<Term> ownTerms() {
    return List.of(new Term(TermKind.ANCHOR, "", 0));
  }

  @Override
  boolean freeIntercept() {
    return true;
  }

  @Override
  Map<String, @Nullable Double> parameters(SimplexRow row, double[] own) {
    double stubbornness = own[0];
    Map<String, @Nullable Double> parameters =
        RowsFit.named("susceptibility", 1 - stubbornness, "intercept", row.constant());
    parameters.put("anchor", stubbornness > 1e-9 ? row.constant() / stubbornness : null);
    return parameters;
  }
}
