// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.network;

/**
 * Standard normal numbers, the same as {@link java.util.Random#nextGaussian} gives of the same
 * seed, in half the time: one thread asks, so that nothing need be atomic. Polar method (Marsaglia
 * and Bray, 1964) over the linear congruence x = 0x5DEECE66D x + 11 mod 2^48.
 */
final class StandardNormals {
  private static final long MULTIPLIER = 0x5DEECE66DL;
  private static final long INCREMENT = 0xBL;
  private static final long MASK = (1L << 48) - 1;
  private static final double UNIT = 0x1.0p-53;

  private long state;
  private double next;
  private boolean held;

  StandardNormals(long seed) {
    state = (seed ^ MULTIPLIER) & MASK;
  }

  double next() {
    if (held) {
      held = false;
      return next;
    }
    while (true) {
      double u = 2 * uniform() - 1;
      double v = 2 * uniform() - 1;
      double square = u * u + v * v;
      if (square < 1 && square != 0) {
        double scale = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        next = v * scale;
        held = true;
        return u * scale;
      }
    }
  }

  private double uniform() {
    return (((long) bits(26) << 27) + bits(27)) * UNIT;
  }

  private int bits(int count) {
    state = (state * MULTIPLIER + INCREMENT) & MASK;
    return (int) (state >>> (48 - count));
  }
}
