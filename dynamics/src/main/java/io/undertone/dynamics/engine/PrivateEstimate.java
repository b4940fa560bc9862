// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

import io.undertone.dynamics.claims.PrivateSupport;
import io.undertone.dynamics.findings.Support;
import org.jspecify.annotations.Nullable;

/**
 * What an audience is estimated to think beside what it says.
 *
 * @param status whether the data support a private opinion; the numbers are null unless they do
 * @param mean private opinion p(t)
 * @param standardError its standard error
 * @param susceptibility 1 - d in [0,1]
 * @param resilience phi in [0,1]
 * @param logRatio log likelihood ratio of a private part against none
 */
public record PrivateEstimate(
    Support status,
    @Nullable Double mean,
    @Nullable Double standardError,
    @Nullable Double susceptibility,
    @Nullable Double resilience,
    double logRatio) {
  /** Observed periods of a blogger before its private opinion is judged. */
  public static final int NEEDED_PERIODS = PrivateSupport.FEWEST_VALUES;

  static PrivateEstimate without(Support status, double logRatio) {
    return new PrivateEstimate(status, null, null, null, null, logRatio);
  }

  static PrivateEstimate of(Support status, RowReport report) {
    if (status != Support.SUPPORTED) {
      return without(status, report.support());
    }
    return new PrivateEstimate(
        status,
        report.privateMean(),
        Math.sqrt(report.privateVariance()),
        1 - report.own(),
        report.resilience(),
        report.support());
  }
}
