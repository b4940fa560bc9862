// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.model;

/** Standard normal distribution. */
public final class Normal {
  private static final double SQRT_2PI = Math.sqrt(2 * Math.PI);

  private Normal() {}

  /**
   * Phi(z), by the series below |z| = 3 and Lentz's continued fraction above; absolute error below
   * 1e-14.
   */
  public static double cdf(double z) {
    if (z < 0) {
      return z < -3 ? tail(-z) : 0.5 - centre(-z);
    }
    return z > 3 ? 1 - tail(z) : 0.5 + centre(z);
  }

  /** phi(z) sum_k z^(2k+1) / (1 3 5 .. (2k+1)). */
  private static double centre(double z) {
    double term = z;
    double sum = z;
    for (int k = 1; term > 1e-18 * sum; k++) {
      term *= z * z / (2 * k + 1);
      sum += term;
    }
    return sum * density(z);
  }

  /** phi(z) / (z + 1/(z + 2/(z + ...))). */
  private static double tail(double z) {
    double fraction = z;
    for (int k = 200; k >= 1; k--) {
      fraction = z + k / fraction;
    }
    return density(z) / fraction;
  }

  /** phi(z). */
  public static double density(double z) {
    return Math.exp(-0.5 * z * z) / SQRT_2PI;
  }

  /**
   * Phi^-1(p), by bisection and Newton steps on {@link #cdf}.
   *
   * @param p in (0,1)
   */
  public static double quantile(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException("A probability in (0,1) is needed; given: " + p + ".");
    }
    if (p < 0.5) {
      return -quantile(1 - p);
    }
    double low = 0;
    double high = 9;
    for (int k = 0; k < 20; k++) {
      double middle = 0.5 * (low + high);
      if (cdf(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double z = 0.5 * (low + high);
    for (int k = 0; k < 3; k++) {
      z -= (cdf(z) - p) / density(z);
    }
    return z;
  }
}
