// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an audience is estimated to think beside what it says, by the expressed-private model.
 *
 * @param topic what the audience talks about
 * @param blogger whose audience it is
 * @param periodStart first instant of the period
 * @param periodEnd first instant after it
 * @param expressed expressed sentiment in [0,1]; null when the period has no post
 * @param privateSentiment private opinion p(t); null without support
 * @param lower lower end of its 90 % interval
 * @param upper upper end of its 90 % interval
 * @param susceptibility 1 - d in [0,1]: how much the private opinion follows the others
 * @param resilience phi in [0,1]: 1 says what it thinks, 0 only conforms
 * @param status whether the data support it
 * @param revision 0 for the first row of its key, higher for each later one
 */
public record PrivateOpinion(
    String topic,
    String blogger,
    Instant periodStart,
    Instant periodEnd,
    @Nullable Double expressed,
    @Nullable Double privateSentiment,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Double susceptibility,
    @Nullable Double resilience,
    Support status,
    int revision) {

  /** Whether the data support a statement about private opinions. */
  public enum Support {
    /** A private opinion apart from the expressed one improves the predictive likelihood. */
    SUPPORTED,
    /** Enough periods, but a private opinion apart from the expressed one explains nothing more. */
    NOT_SUPPORTED,
    /** Too few periods to tell. */
    TOO_FEW_PERIODS
  }
}
