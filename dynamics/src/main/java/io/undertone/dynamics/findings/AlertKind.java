// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import java.util.List;

/** Why an alert was raised, and which columns of {@link Alert} hold its numbers beside the size. */
public enum AlertKind {
  /** An audience's comments are scored by others than in its previous period. */
  SCORER_CHANGE("scorers_before", "scorers"),
  /** A shorter memory predicts better than the whole past: the influence matrix is changing. */
  INFLUENCE_CHANGE("memory", "share", "source", "target"),
  /** The observed value lies outside the adaptive 99 % forecast interval. */
  SURPRISE("value", "expected", "lower", "upper"),
  /** An audience that used to be observed has no post in the period. */
  DATA_GAP("posted", "followed"),
  /** Audiences that were apart are together: closer than their errors can separate. */
  CONSENSUS("audiences", "apart");

  private final List<String> columns;

  AlertKind(String... columns) {
    this.columns = List.of(columns);
  }

  /** Columns that an alert of this kind fills; it leaves those of the others empty. */
  public List<String> columns() {
    return columns;
  }
}
