// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.content;

import io.undertone.dynamics.Distributions;

/**
 * How much more one post like a first draft gets than one like a second. The interval is that of
 * two posts, as a draft's own interval is that of one: what is expected on average is biased
 * towards 0 by as much as its own variance, so that an interval of it alone would promise too much.
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
