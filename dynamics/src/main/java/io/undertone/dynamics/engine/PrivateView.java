// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

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
public record PrivateView(
    Support status,
    @Nullable Double mean,
    @Nullable Double standardError,
    @Nullable Double susceptibility,
    @Nullable Double resilience,
    double logRatio) {
  /** Observed periods of a blogger before its private opinion is judged. */
  public static final int NEEDED_PERIODS = ExpressedPrivateFilter.ENOUGH;

  static PrivateView of(@Nullable ExpressedPrivateFilter filter) {
    if (filter == null || filter.count() < ExpressedPrivateFilter.ENOUGH) {
      double ratio = filter == null ? 0 : filter.support();
      return new PrivateView(Support.TOO_FEW_PERIODS, null, null, null, null, ratio);
    }
    double ratio = filter.support();
    if (ratio < ExpressedPrivateFilter.MARGIN) {
      return new PrivateView(Support.NOT_SUPPORTED, null, null, null, null, ratio);
    }
    ExpressedPrivateFilter.PrivateEstimate estimate = filter.estimate();
    return new PrivateView(
        Support.SUPPORTED,
        estimate.mean(),
        Math.sqrt(estimate.variance()),
        estimate.susceptibility(),
        estimate.resilience(),
        ratio);
  }
}
