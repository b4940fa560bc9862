// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.engine;

/**
 * How many edges of a row are followed, so that memory grows with n and not with its square.
 *
 * @param fullLimit up to this many bloggers every edge is followed
 * @param columns regressors of a row above it, its own included
 * @param probation further edges whose test sums are kept
 * @param swapEvery periods between two choices; half of the probationary edges, those with the
 *     larger t, stay and the others rotate
 */
record CandidatePolicy(int fullLimit, int columns, int probation, int swapEvery) {
  static final CandidatePolicy DEFAULT = new CandidatePolicy(64, 32, 128, 20);

  boolean full(int n) {
    return n <= fullLimit;
  }

  /** Sources beside a row's own when there are that many lags. */
  int others(int lags) {
    return columns / lags - 1;
  }
}
