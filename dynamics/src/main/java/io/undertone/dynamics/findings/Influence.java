// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One directed edge of an influence matrix as of a closed period: the weight that {@code target}
 * gives to {@code source}, one step ahead (the effective weight; susceptibility and anchor are
 * apart). Self-weights have source = target. A predictive dependency, not a cause.
 *
 * @param topic what the audiences talk about
 * @param asOf end of the last period used
 * @param model name of the model
 * @param source blogger whose audience is listened to
 * @param target blogger whose audience listens
 * @param lag periods between the source's value and the one before the target's; 0 = previous
 *     period
 * @param weight effective one-step weight in [0,1]; null where the model does not identify it
 * @param lower lower end of the 90 % interval
 * @param upper upper end of the 90 % interval
 * @param eValue evidence that the edge predicts beyond own past and crowd, however often one looks;
 *     null where it was not tested
 * @param pValue one-sided p-value of the same test, valid at this date alone
 * @param qValue its Benjamini-Hochberg adjusted value over all tested edges
 * @param status what may be claimed
 * @param explained true where the sentiment as heard shows the edge and the part that posts do not
 *     explain does not
 * @param revision 0 for the first row of its key, higher for each later one
 */
public record Influence(
    String topic,
    Instant asOf,
    String model,
    String source,
    String target,
    int lag,
    @Nullable Double weight,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Double eValue,
    @Nullable Double pValue,
    @Nullable Double qValue,
    ClaimLevel status,
    boolean explained,
    int revision) {

  /** How far the data support a predictive dependency of one audience on another. */
  public enum ClaimLevel {
    /**
     * Evidence that holds however often one looks (e-BH at 5 % over all tested edges); weight at
     * least 0.05, and its 90 % interval starts above 0.
     */
    CONFIRMED,
    /**
     * Benjamini-Hochberg at 5 % over all tested edges holds at this date; weight and interval
     * likewise.
     */
    LIKELY,
    /** The data do not decide. */
    UNDETERMINED,
    /** The upper end of the 90 % interval is at most 0.1. */
    EXCLUDED
  }
}
