// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.findings.FitReason.Term;
import io.undertone.dynamics.findings.FitReason.TermKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Friedkin-Johnsen: x(t+1) = S W x(t) + (I - S) x(1).
 *
 * <p>S = diag(s), s_i in [0,1] the susceptibility (1 - s_i is stubbornness), W row-stochastic, x(1)
 * the first observed sentiment. With v_ij = s_i w_ij each row is one convex problem on the simplex
 * over the columns x(t-1), x_i(1). A row with s_i = 0 has no W.
 *
 * <p>Source: Friedkin and Johnsen, J. Math. Sociology 15 (1990) 193.
 *
 * @see FreeAnchor
 */
public final class FriedkinJohnsen extends SimplexRowModel {
  /** Name in tables. */
  public static final String NAME = "friedkin-johnsen";

  @Override
  public ModelCard describe() {
    return new ModelCard(
        NAME,
        "Every audience is pulled back to what it said first.",
        "x(t+1) = S W x(t) + (I - S) x(1)",
        List.of(
            new ModelCard.Parameter("weights", "simplex rows", "W; none where s = 0"),
            new ModelCard.Parameter("susceptibility", "[0,1]", "s_i"),
            new ModelCard.Parameter("anchor", "[0,1]", "x_i(1), the first observed value")),
        "when no mixture of the others and the anchor can be traded along a free direction",
        "Friedkin and Johnsen, J. Math. Sociol. 15 (1990) 193");
  }

  @Override
  double[] constants(double first) {
    return new double[] {first};
  }

  @Override
  List<Term> ownTerms() {
    return List.of(new Term(TermKind.FIRST, "", 0));
  }

  @Override
  Map<String, @Nullable Double> parameters(SimplexRow row, double[] own) {
    return RowsFit.named("susceptibility", 1 - own[0], "anchor", row.first());
  }
}
