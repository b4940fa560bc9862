// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

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
