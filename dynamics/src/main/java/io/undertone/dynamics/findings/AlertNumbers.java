// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.findings;

import org.jspecify.annotations.Nullable;

/**
 * Numbers behind an alert; those of other kinds are null.
 *
 * @param value sentiment observed (surprise)
 * @param expected its forecast (surprise)
 * @param lower lower end of the forecast's 99 % interval (surprise)
 * @param upper upper end of it (surprise)
 * @param posted periods with a post before the silence (data gap)
 * @param followed periods before the silence (data gap)
 * @param memory factor f per period of the memory that predicts best (influence change)
 * @param share weight in [0,1] that is left to the whole record (influence change)
 * @param audiences audiences that agree (consensus)
 * @param apart how far apart two of them were at least, by 99 % intervals, in sentiment (consensus)
 */
public record AlertNumbers(
    @Nullable Double value,
    @Nullable Double expected,
    @Nullable Double lower,
    @Nullable Double upper,
    @Nullable Long posted,
    @Nullable Long followed,
    @Nullable Double memory,
    @Nullable Double share,
    @Nullable Long audiences,
    @Nullable Double apart) {

  /** Of a kind that has texts alone. */
  public static final AlertNumbers NONE =
      new AlertNumbers(null, null, null, null, null, null, null, null, null, null);

  /** Of a surprise. */
  public static AlertNumbers surprise(double value, double expected, double lower, double upper) {
    return new AlertNumbers(value, expected, lower, upper, null, null, null, null, null, null);
  }

  /** Of a data gap. */
  public static AlertNumbers dataGap(long posted, long followed) {
    return new AlertNumbers(null, null, null, null, posted, followed, null, null, null, null);
  }

  /** Of a changing influence. */
  public static AlertNumbers influenceChange(double memory, double share) {
    return new AlertNumbers(null, null, null, null, null, null, memory, share, null, null);
  }

  /** Of a consensus. */
  public static AlertNumbers consensus(long audiences, double apart) {
    return new AlertNumbers(null, null, null, null, null, null, null, null, audiences, apart);
  }
}
