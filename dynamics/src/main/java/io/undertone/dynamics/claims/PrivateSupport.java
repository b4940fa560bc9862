// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

import io.undertone.dynamics.findings.Influence.ClaimLevel;
import io.undertone.dynamics.findings.PrivateOpinion.Support;
import java.util.Collection;

/**
 * Whether an audience's private opinion may be shown: whoever is not shown to listen cannot be
 * shown to conform.
 *
 * <pre>
 *   log mean_{r&gt;0} exp lp_r - max(lp_0, lp_7) &gt; log 20,  50 values,  an incoming edge likely or confirmed
 * </pre>
 */
public final class PrivateSupport {
  private static final double EVIDENCE = Math.log(20);

  /** Values of an audience before its private opinion is judged. */
  public static final int FEWEST_VALUES = 50;

  private PrivateSupport() {}

  /**
   * @param evidence log likelihood ratio for a private opinion
   * @param values values of the audience
   * @param incoming levels of the edges into it
   */
  public static Support of(double evidence, double values, Collection<ClaimLevel> incoming) {
    if (values < FEWEST_VALUES) {
      return Support.TOO_FEW_PERIODS;
    }
    boolean listens =
        incoming.contains(ClaimLevel.LIKELY) || incoming.contains(ClaimLevel.CONFIRMED);
    return evidence > EVIDENCE && listens ? Support.SUPPORTED : Support.NOT_SUPPORTED;
  }
}
