// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

/** How far the data support a predictive dependency of one audience on another. */
public enum ClaimLevel {
  /** Passes Benjamini-Hochberg at 5 % over all tested edges, and its weight is at least 0.05. */
  CONFIRMED,
  /** Posterior probability of a weight above 0.05 is at least 0.95, and p is below 0.05. */
  LIKELY,
  /** The data do not decide. */
  UNDETERMINED,
  /** Posterior probability of a weight above 0.05 is below 0.2. */
  EXCLUDED
}
