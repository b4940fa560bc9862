// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.network;

/**
 * What one audience takes from itself and from others, with the joint uncertainty of these weights:
 *
 * <pre>
 *   x_i(t) = sum_j W_ij sum_l s_ijl x_j(t-l) + the rest ,   W_i ~ N(mean, L L')
 * </pre>
 *
 * The normal is not truncated, as that of the weights' intervals is not; rows are independent given
 * the data, for each is a regression of its own.
 *
 * @param sources indices of the audiences listened to, the audience itself among them; none where
 *     nothing is known of it
 * @param weights as they are shown, in [0,1]
 * @param shares s_jl of the delays 1..3, source by source; they add up to 1
 * @param mean of the distribution of the weights
 * @param factor L, lower triangle row by row; empty while the weights have no interval
 */
public record UncertainRow(
    int[] sources, double[] weights, double[] shares, double[] mean, double[] factor) {
  /** Delays of a source. */
  public static final int DELAYS = 3;

  /** A row of which nothing is known. */
  public static UncertainRow unknown() {
    return new UncertainRow(new int[0], new double[0], new double[0], new double[0], new double[0]);
  }

  /** Whether its weights have a distribution. */
  public boolean uncertain() {
    return factor.length > 0 || sources.length == 0;
  }
}
