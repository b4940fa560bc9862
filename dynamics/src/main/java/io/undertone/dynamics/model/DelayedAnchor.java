// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.findings.FitReason.Term;
import io.undertone.dynamics.findings.FitReason.TermKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Delayed anchor: x(t) = S W x(t-1) + (I - S) x(t-1-k), k = 1 or 2.
 *
 * <p>s_i in [0,1] the susceptibility, W row-stochastic; stubbornness holds on to what the audience
 * itself said k periods before the previous one. Each row is one convex problem on the simplex over
 * the columns x(t-1), x_i(t-1-k). A row with s_i = 0 has no W.
 *
 * <p>Source: He, Proskurnikov and Sedakov, arXiv:2511.15303.
 *
 * @see FriedkinJohnsen
 */
public final class DelayedAnchor extends SimplexRowModel {
  private final int lag;

  /**
   * @param lag k, at least 1
   */
  public DelayedAnchor(int lag) {
    if (lag < 1) {
      throw new IllegalArgumentException(
          "The anchor's lag must be at least 1; given: " + lag + ".");
    }
    this.lag = lag;
  }

  /** Name in tables for a lag. */
  public static String nameOf(int lag) {
    return "delayed-anchor-" + lag;
  }

  @Override
  public ModelCard describe() {
    return new ModelCard(
        nameOf(lag),
        "Every audience holds on to what it said itself some periods ago.",
        "x(t) = S W x(t-1) + (I - S) x(t-" + (lag + 1) + ")",
        List.of(
            new ModelCard.Parameter("weights", "simplex rows", "W; none where s = 0"),
            new ModelCard.Parameter("susceptibility", "[0,1]", "s_i")),
        "when no mixture of the others and the own earlier value can be traded",
        "He, Proskurnikov and Sedakov, arXiv:2511.15303");
  }

  @Override
  LaggedSums.Shape shape() {
    return new LaggedSums.Shape(1, lag);
  }

  @Override
  double[] constants(double first) {
    return new double[0];
  }

  @Override
  List<Term> ownTerms() {
    return List.of(new Term(TermKind.OWN, "", lag));
  }

  @Override
  Map<String, @Nullable Double> parameters(SimplexRow row, double[] own) {
    return Map.of("susceptibility", 1 - own[0]);
  }
}
