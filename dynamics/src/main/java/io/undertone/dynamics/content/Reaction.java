// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

/**
 * Sentiment to expect under one post, split into what it is made of. Posts like this one, never
 * because of it.
 *
 * @param audience m, expected sentiment of the audience, in [0,1]
 * @param byScore what the sentiment of the post itself adds; 0 when unknown
 * @param byText what its words add against the blogger's usual recent posts
 * @param variance of the reaction, sampling of comments included
 * @param q80 half-width of the 80 % interval, in standard deviations
 * @param q95 half-width of the 95 % interval, in standard deviations
 */
public record Reaction(
    double audience, double byScore, double byText, double variance, double q80, double q95) {

  /** audience + byScore + byText, cut to [0,1]. */
  public double mean() {
    return clip(audience + byScore + byText);
  }

  /** Lower end of the 80 % interval, in [0,1]. */
  public double lower80() {
    return clip(mean() - q80 * Math.sqrt(variance));
  }

  /** Upper end of the 80 % interval, in [0,1]. */
  public double upper80() {
    return clip(mean() + q80 * Math.sqrt(variance));
  }

  /** Lower end of the 95 % interval, in [0,1]. */
  public double lower95() {
    return clip(mean() - q95 * Math.sqrt(variance));
  }

  /** Upper end of the 95 % interval, in [0,1]. */
  public double upper95() {
    return clip(mean() + q95 * Math.sqrt(variance));
  }

  private static double clip(double value) {
    return Math.max(0, Math.min(1, value));
  }
}
