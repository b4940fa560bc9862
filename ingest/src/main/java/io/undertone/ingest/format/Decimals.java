// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.ingest.format;

/** Decimal numbers as texts. */
final class Decimals {
  private static final int LONGEST = 64;

  /** Digits that a long and, rounded once, a double can hold: below 2^53. */
  private static final long MOST = (1L << 53) / 10 - 1;

  /** Powers of ten that are doubles without an error. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private Decimals() {}

  /**
   * The nearest double, as {@link Double#parseDouble} gives it, or NaN for what is no decimal:
   * hexadecimal, NaN and type suffixes are none. Digits below 2^53 over a power of ten up to 10^22
   * are both exact, so that one division rounds rightly (Clinger, How to read floating point
   * numbers accurately, 1990).
   */
  static double parse(String text) {
    long digits = 0;
    int decimals = -1;
    int length = text.length();
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && digits <= MOST && decimals < POWERS.length - 1) {
        digits = digits * 10 + (c - '0');
        decimals = decimals < 0 ? decimals : decimals + 1;
      } else if (c == '.' && decimals < 0 && length > 1) {
        decimals = 0;
      } else {
        return general(text);
      }
    }
    return length == 0 ? Double.NaN : digits / POWERS[Math.max(0, decimals)];
  }

  private static double general(String text) {
    if (text.length() > LONGEST) {
      return Double.NaN;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < '0' || c > '9') && "+-.eE".indexOf(c) < 0) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }
}
