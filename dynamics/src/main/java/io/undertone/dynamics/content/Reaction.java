// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import io.undertone.dynamics.Distributions;

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

  /**
   * How much more one post like a first draft gets than one like a second. The interval is that of
   * two posts, as a draft's own interval is that of one: what is expected on average is biased
   * towards 0 by as much as its own variance, so that an interval of it alone would promise too
   * much.
   *
   * @param mean expected difference of sentiment
   * @param variance of the difference between one post each: of what was learnt, of posts, and
   *     sampling of comments
   * @param q95 half-width of the 95 % interval, in standard deviations
   */
  public record DraftDifference(double mean, double variance, double q95) {

    /** Lower end of the 95 % interval, in [-1,1]. */
    public double lower95() {
      return Math.max(-1, mean - q95 * Math.sqrt(variance));
    }

    /** Upper end of it. */
    public double upper95() {
      return Math.min(1, mean + q95 * Math.sqrt(variance));
    }

    /** Chance that the first gets more than the second, in [0,1]. */
    public double better() {
      return Distributions.normal(mean / Math.sqrt(variance));
    }
  }
}
