// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

/** Why an alert was raised. */
public enum AlertKind {
  /** The observed value lies outside the adaptive 99 % forecast interval. */
  SURPRISE,
  /** A shorter memory predicts better than the whole past: the influence matrix is changing. */
  INFLUENCE_CHANGE,
  /** All audiences are closer together than their sampling errors can separate. */
  CONSENSUS,
  /** An audience that used to be observed has no post in the period. */
  DATA_GAP,
  /** An audience's comments are scored by others than in its previous period. */
  SCORER_CHANGE
}
