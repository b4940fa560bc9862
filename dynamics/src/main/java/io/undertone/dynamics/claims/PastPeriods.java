// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.claims;

/** The last periods of everybody, from which a row with new sources is computed again. */
public interface PastPeriods {
  /** Periods kept, the newest included. */
  int size();

  /** Own-history level of an audience after the period that many periods ago (0 = the newest). */
  double level(int ago, int audience);

  /** Observed value then; NaN where it was missing. */
  double value(int ago, int audience);
}
