// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics;

/** Normal and Student distributions, accurate in the far tails. */
public final class Distributions {
  private static final double ROOT_TWO_PI = Math.sqrt(2 * Math.PI);
  private static final double LOG_ROOT_PI = .5 * Math.log(Math.PI);
  private static final double TINY = 1e-300;

  private Distributions() {}

  /** Phi(x), the standard normal distribution function. */
  public static double normal(double x) {
    return .5 * erfc(-x / Math.sqrt(2));
  }

  /**
   * erfc(x) = 2/sqrt(pi) int_x^inf exp(-u^2) du: power series near 0, continued fraction beyond.
   */
  static double erfc(double x) {
    if (x < 0) {
      return 2 - erfc(-x);
    }
    double square = x * x;
    if (x < 2.5) {
      double term = x;
      double sum = x;
      for (int k = 1; term > 1e-17 * sum; k++) {
        term *= 2 * square / (2 * k + 1);
        sum += term;
      }
      return 1 - 2 / Math.sqrt(Math.PI) * Math.exp(-square) * sum;
    }
    double fraction = 0;
    for (int k = 60; k > 0; k--) {
      fraction = k / 2.0 / (x + fraction);
    }
    return Math.exp(-square) / Math.sqrt(Math.PI) / (x + fraction);
  }

  /** Phi^-1(p) for 0 &lt; p &lt; 1: bracketed Newton steps on Phi. */
  public static double normalQuantile(double p) {
    if (p > .5) {
      return -normalQuantile(1 - p);
    }
    if (!(p > 0)) {
      return Double.NEGATIVE_INFINITY;
    }
    // tail: Phi(x) ~ phi(x)/|x|
    double x = p > .02 ? (p - .5) * ROOT_TWO_PI : -Math.sqrt(-2 * Math.log(p * 2.5066 * 2));
    for (int i = 0; i < 30; i++) {
      double excess = (normal(x) - p) * ROOT_TWO_PI * Math.exp(.5 * x * x);
      double step = excess / (1 + .5 * x * excess);
      x -= Math.max(-1, Math.min(1, step));
      if (Math.abs(step) < 1e-14 * (1 + Math.abs(x))) {
        break;
      }
    }
    return x;
  }

  /** P(T &gt; t) of Student's t with the given degrees of freedom. */
  public static double studentUpperTail(double t, double degrees) {
    if (Double.isInfinite(t)) {
      return t > 0 ? 0 : 1;
    }
    double tail = .5 * regularizedBeta(degrees / (degrees + t * t), .5 * degrees, .5);
    return t >= 0 ? tail : 1 - tail;
  }

  /** The t with P(T &lt;= t) = p of Student's t, for .5 &lt;= p &lt; 1: bisection, to 1e-12. */
  public static double studentQuantile(double p, double degrees) {
    double lower = 0;
    double upper = 1;
    while (studentUpperTail(upper, degrees) > 1 - p) {
      lower = upper;
      upper *= 2;
    }
    while (upper - lower > 1e-12 * upper) {
      double middle = .5 * (lower + upper);
      if (studentUpperTail(middle, degrees) > 1 - p) {
        lower = middle;
      } else {
        upper = middle;
      }
    }
    return .5 * (lower + upper);
  }

  /** I_x(a, b), by its continued fraction (Lentz). */
  static double regularizedBeta(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    if (x > (a + 1) / (a + b + 2)) {
      return 1 - regularizedBeta(1 - x, b, a);
    }
    double front =
        Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
            / a;
    double value = 1;
    double upper = 1;
    double lower = 0;
    for (int m = 0; m < 500; m++) {
      for (int part = 0; part < 2; part++) {
        double numerator =
            m == 0 && part == 0
                ? 1
                : part == 0
                    ? m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
                    : -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        lower = 1 / nonZero(1 + numerator * lower);
        upper = nonZero(1 + numerator / upper);
        value *= lower * upper;
      }
      if (Math.abs(lower * upper - 1) < 1e-16) {
        break;
      }
    }
    return front * (value - 1);
  }

  private static double nonZero(double x) {
    return Math.abs(x) < TINY ? TINY : x;
  }

  private static final double[] LANCZOS = {
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313,
    -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
    1.5056327351493116e-7
  };

  /** log Gamma(x) for x &gt; 0 (Lanczos, g = 7). */
  static double logGamma(double x) {
    if (x == .5) {
      return LOG_ROOT_PI;
    }
    double z = x - 1;
    double sum = LANCZOS[0];
    for (int k = 1; k < LANCZOS.length; k++) {
      sum += LANCZOS[k] / (z + k);
    }
    double shifted = z + 7.5;
    return Math.log(ROOT_TWO_PI) + (z + .5) * Math.log(shifted) - shifted + Math.log(sum);
  }

  /** Replaces log evidence x by weights exp(x_k) / sum exp(x), which sum to one. */
  public static void softmax(double[] x) {
    softmax(x, 0, x.length);
  }

  /** The same of a part of the array. */
  public static void softmax(double[] x, int from, int length) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int k = from; k < from + length; k++) {
      largest = Math.max(largest, x[k]);
    }
    double sum = 0;
    for (int k = from; k < from + length; k++) {
      x[k] = Math.exp(x[k] - largest);
      sum += x[k];
    }
    for (int k = from; k < from + length; k++) {
      x[k] /= sum;
    }
  }
}
