// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

import io.undertone.dynamics.findings.FitReason;

/** The eigenvalues of a matrix were not found, so that a model cannot be fitted. */
public final class NotConvergedException extends ArithmeticException {
  private static final long serialVersionUID = 1;
  private final FitReason reason;

  /**
   * Of a square matrix.
   *
   * @param rows its number of rows, at least 1
   */
  public NotConvergedException(int rows) {
    this(FitReason.of(FitReason.Kind.NOT_CONVERGED, "", 0, rows));
  }

  private NotConvergedException(FitReason reason) {
    super(reason.words().en());
    this.reason = reason;
  }

  /** The same as a finding. */
  public FitReason reason() {
    return reason;
  }
}
