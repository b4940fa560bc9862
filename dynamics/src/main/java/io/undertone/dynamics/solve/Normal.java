// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.solve;

import io.undertone.dynamics.Distributions;

/** Standard normal distribution. */
public final class Normal {
  private Normal() {}

  /** Phi(z). */
  public static double cdf(double z) {
    return Distributions.normal(z);
  }

  /**
   * Phi^-1(p).
   *
   * @param p in (0,1)
   */
  public static double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("A probability in (0,1) is needed; given: " + p + ".");
    }
    return Distributions.normalQuantile(p);
  }
}
