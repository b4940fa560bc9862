// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

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
