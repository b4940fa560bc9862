// SPDX-License-Identifier: GPL-3.0-or-later
package io.undertone.dynamics.tally;

/** Sums over comments of which some count for less than their weight; m stands for k m_c. */
final class WeightedSums {
  private double weight;
  private double scores;
  private double scoreSquares;
  private double squaredWeights;

  /** Adds the comments of a tally, each at k in (0,1] times its weight. */
  WeightedSums plus(PostTally tally, double k) {
    weight += k * tally.weight();
    scores += k * tally.weightedScores();
    scoreSquares += k * tally.weightedScoreSquares();
    squaredWeights += k * k * tally.squaredWeights();
    return this;
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
