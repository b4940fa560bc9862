// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a model stands as of a period, and for whom.
 *
 * @param topic what the audiences talk about
 * @param asOf end of the last period used
 * @param model name of the model
 * @param status how its refit ended
 * @param detail who is left out and why, how many periods there are and how many it takes, which
 *     weights can be traded, or why it failed; null when there is nothing to say
 * @param reasons the same as a JSON array of kinds and numbers, so that any language can be made of
 *     it ({@link FitReason}); null when there is nothing to say
 * @param fitted audiences with a fit of their own
 * @param leftOut audiences that are followed and have none
 * @param refittedAt end of the period as of which the parameters were fitted
 * @param revision 0 for the first row of its key, higher for each later one
 */
public record ModelStatus(
    String topic,
    Instant asOf,
    String model,
    FitStatus status,
    @Nullable String detail,
    @Nullable String reasons,
    int fitted,
    int leftOut,
    Instant refittedAt,
    int revision) {

  /** How a model's refit ended. */
  public enum FitStatus {
    /** Fitted, perhaps without some audiences. */
    FITTED,
    /** No audience has enough periods yet. */
    TOO_FEW_PERIODS,
    /** In every row weights can be traded against each other at no cost. */
    NOT_IDENTIFIED,
    /** The fit broke down. */
    FAILED
  }
}
