// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.refit;

import io.undertone.dynamics.Period;

/**
 * One period as numbers, bloggers in the order in which they joined.
 *
 * @param period when
 * @param sentiment sigma of each blogger; 0 where missing
 * @param variance sampling variance R of each, floored at 1e-6; 0 where missing
 * @param observed whether the blogger had a post
 */
public record ObservedPeriod(
    Period period, double[] sentiment, double[] variance, boolean[] observed) {

  /** Smallest sampling variance that is believed. */
  public static final double VARIANCE_FLOOR = 1e-6;

  /** Whether blogger i, who may have joined later, had a post. */
  public boolean has(int i) {
    return i < observed.length && observed[i];
  }
}
