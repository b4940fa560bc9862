// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.findings.FitReason.Term;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * French-DeGroot: x(t+1) = W x(t).
 *
 * <p>x in [0,1]^n the expressed sentiment, W row-stochastic, w_ij in [0,1] the weight that audience
 * i gives to audience j. Objective: sum_t ||x(t) - W x(t-1)||^2, a convex problem for each row.
 *
 * <p>Source: French 1956; DeGroot, JASA 69:118 (1974); Proskurnikov and Tempo, Annual Reviews in
 * Control 43 (2017).
 *
 * @see FriedkinJohnsen
 */
public final class FrenchDeGroot extends SimplexRowModel {
  /** Name in tables. */
  public static final String NAME = "french-degroot";

  @Override
  public ModelCard describe() {
    return new ModelCard(
        NAME,
        "Every audience moves to a weighted mean of what the audiences said before.",
        "x(t+1) = W x(t)",
        List.of(new ModelCard.Parameter("weights", "simplex rows", "W")),
        "when no blogger's values are a mixture of others' along a free direction of a row",
        "DeGroot, J. Am. Stat. Assoc. 69 (1974) 118");
  }

  @Override
  double[] constants(double first) {
    return new double[0];
  }

  @Override
  List<Term> ownTerms() {
    return List.of();
  }

  @Override
  Map<String, @Nullable Double> parameters(SimplexRow row, double[] own) {
    return Map.of();
  }
}
