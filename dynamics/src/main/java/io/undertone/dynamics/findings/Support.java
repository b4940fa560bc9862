// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

/** Whether the data support a statement about private opinions. */
public enum Support {
  /** A private opinion apart from the expressed one improves the predictive likelihood. */
  SUPPORTED,
  /** Enough periods, but a private opinion apart from the expressed one explains nothing more. */
  NOT_SUPPORTED,
  /** Too few periods to tell. */
  TOO_FEW_PERIODS
}
