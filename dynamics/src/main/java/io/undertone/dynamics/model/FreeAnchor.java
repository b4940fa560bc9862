// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.findings.FitReason.Term;
import io.undertone.dynamics.findings.FitReason.TermKind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Friedkin-Johnsen with a free anchor: x(t+1) = S W x(t) + (I - S) z.
 *
 * <p>s_i in [0,1] the susceptibility, W row-stochastic, z_i in [0,1] the opinion that audience i
 * always returns to. With the columns x(t-1), 1, 0 each row is one exactly convex problem on the
 * simplex: 1 - s_i is the weight on both constants, z_i the share of the 1.
 *
 * <p>Source: Friedkin and Johnsen 1990; the convex form is in He, Proskurnikov and Sedakov,
 * arXiv:2511.15303.
 *
 * @see FriedkinJohnsen
 */
public final class FreeAnchor extends SimplexRowModel {
  /** Name in tables. */
  public static final String NAME = "friedkin-johnsen-free";

  @Override
  public ModelCard describe() {
    return new ModelCard(
        NAME,
        "Every audience is pulled back to an opinion of its own, which is estimated.",
        "x(t+1) = S W x(t) + (I - S) z",
        List.of(
            new ModelCard.Parameter("weights", "simplex rows", "W; none where s = 0"),
            new ModelCard.Parameter("susceptibility", "[0,1]", "s_i"),
            new ModelCard.Parameter("anchor", "[0,1]", "z_i; none where s = 1")),
        "when no mixture of the others and the constants can be traded along a free direction",
        "Friedkin and Johnsen, J. Math. Sociol. 15 (1990) 193");
  }

  /** The constants 1 and 0, between which the anchor lies. */
  @Override
  double[] constants(double first) {
    return new double[] {1, 0};
  }

  @Override
  List<Term> ownTerms() {
    return List.of(new Term(TermKind.ANCHOR_AT, "", 1), new Term(TermKind.ANCHOR_AT, "", 0));
  }

  @Override
  Map<String, @Nullable Double> parameters(SimplexRow row, double[] own) {
    double stubbornness = own[0] + own[1];
    Double anchor = stubbornness > 0 ? Double.valueOf(own[0] / stubbornness) : null;
    return RowsFit.named("susceptibility", 1 - stubbornness, "anchor", anchor);
  }
}
