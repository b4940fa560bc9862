// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

/** Sums over comments of which some count for less than their weight; m stands for k m_c. */
final class WeightedSums {
  private double weight;
  private double scores;
  private double scoreSquares;
  private double squaredWeights;

  /** Adds the comments of a tally in full. */
  void plus(PostTally tally) {
    weight += tally.weight();
    scores += tally.weightedScores();
    scoreSquares += tally.weightedScoreSquares();
    squaredWeights += tally.squaredWeights();
  }

  /** Adds comments of authors who count for the cap each; of the tally, shares of it. */
  void plusShares(PostTally shares, double cap) {
    weight += cap * Math.scalb((double) shares.weight(), -AuthorCap.SHARE_BITS);
    scores += cap * shares.weightedScores();
    scoreSquares += cap * shares.weightedScoreSquares();
    squaredWeights += cap * cap * Math.scalb(shares.squaredWeights(), -PostTally.FRACTION_BITS);
  }

  /** sum m. */
  double weight() {
    return weight;
  }

  /** sum m s^2. */
  double scoreSquares() {
    return scoreSquares;
  }

  /** sum m^2. */
  double squaredWeights() {
    return squaredWeights;
  }

  /** sum m s / sum m, in [0,1]. */
  double sentiment() {
    return Math.min(1, scores / weight);
  }

  /** (sum m)^2 / sum m^2. */
  double effectiveComments() {
    return weight * weight / squaredWeights;
  }
}
